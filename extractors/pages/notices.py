"""What sites say in place of an article: gone, moved, broken, prove that you are human, log in, accept cookies.

Articles speak of all these too. So a phrase counts only where it is the whole title, or a short first line that
speaks to the visitor: `Page not found` is a notice, `Page not found: how a museum lost its archive` is a headline.
"""

# ruff: noqa: E501  tables of patterns and pages, a row each

from __future__ import annotations

import re

_FLAGS = re.IGNORECASE | re.DOTALL
_TRIM = " \t.!…?:：。！？,，-–—|*·\"'“”:()（）[]《》😕🙁"
_THING = r"(?:page|article|content|story|file|document|post|resource|url|link)"
_SORRY = r"(?:(?:oops|sorry|we(?:'|’)?(?: a)?re sorry|error|whoops)[!,.… ]*(?:but )?)?"
_STATUS = r"(?:(?:http|error|ошибка|错误|错误代码|erreur|erro|hata|خطا|خطای|خطأ|오류|エラー)\s*[:#]?\s*)*(?:40[034]|410|50[0234])"
_TITLE_GONE = (
    rf"{_STATUS}(?:\W*(?:error|错误页面?|页面|page|not found|{_THING} not found|file (?:or directory )?not found|forbidden|gone|ошибка|"
    r"bad gateway|service (?:temporarily )?unavailable|internal server error|gateway time-?out|nginx|apache|错误|"
    r"страница не найдена|página no encontrada|page introuvable|sayfa bulunamadı|页面不存在|页面未找到|页面找不到了?|"
    r"ページが見つかりません|페이지를 찾을 수 없습니다|الصفحة غير موجودة|صفحه یافت نشد|página não encontrada))*",
    rf"{_SORRY}(?:(?:the|this|that|your|requested) )*(?:web ?|requested )?{_THING}(?: (?:you|that you|which you) .{{1,50}}?)?"
    r" (?:can(?:no|'|’)?t be found|(?:was |is )?not found|could not be found|(?:is )?(?:currently )?unavailable|is not available|"
    r"(?:is )?no longer (?:available|exists?|here)|(?:has|have) (?:been )?(?:permanently )?(?:moved|removed|deleted|expired)|"
    r"(?:does not|doesn['’]t|do not) exist|moved|removed|not available|expired)",
    r"not found|object moved|document moved|moved permanently|bad gateway|internal server error|service (?:temporarily )?unavailable|"
    r"gateway time-?out|site (?:is )?under maintenance|under maintenance|we(?:'|’)?ll be back soon|database error|system error",
    r"(?:抱歉|对不起|對不起|很抱歉|sorry)?[，,！! ]*(?:您|你)?(?:所|要|正在)?(?:访问|查看|浏览|请求|查找|訪問|瀏覽)?的?(?:该|此|本)?"
    r"(?:页面|网页|内容|文章|稿件|信息|新闻|链接|頁面|網頁|文件)(?:可能)?(?:已经|已經|已)?(?:被)?"
    r"(?:不存在|没有找到|未找到|找不到了?|删除|刪除|下线|失效|过期|走丢了|丢失了?|移除|移动|暂时无法访问|不存在或已被?删除|没找到)",
    r"(?:系统|服务器)(?:繁忙|错误|维护中?|升级中?)(?:[，,]请稍后(?:再试|重试))?|网站维护中?|信息提示页?面?",
    r"(?:к сожалению,? )?(?:запрашиваемая |запрошенная |данная |эта |такая )?(?:страница|новость|публикация) (?:вами )?"
    r"(?:не найдена|не существует|удалена|недоступна|была удалена|перемещена)|материал (?:не найден|удал[её]н|недоступен)|"
    r"такой страницы (?:не существует|нет)|документ не найден|сайт на обслуживании|технические работы",
    r"(?:متأسفانه )?(?:صفحه|صفحهٔ|صفحه‌ی|خبر|مطلب)(?: مورد نظر)?(?: شما)? (?:یافت نشد|پیدا نشد|وجود ندارد|حذف شده است|موجود نیست)",
    r"(?:عذر[اًا]*[،,]? )?(?:الصفحة|المقال|الخبر|المحتوى)(?: المطلوبة?| التي تبحث عنها)? (?:غير موجودة?|غير متوفرة?|غير متاحة?|"
    r"لم يتم العثور عليها?|لم تعد موجودة)|لم يتم العثور على الصفحة",
    r"(?:요청하신 |존재하지 않는 |찾으시는 )?(?:페이지|기사|게시물)(?:를|가|는|입니다)?\s?"
    r"(?:찾을 수 없습니다|존재하지 않습니다|삭제되었습니다|입니다)?(?<=니다)",
    r"(?:lo sentimos,? )?(?:la )?p[áa]gina (?:solicitada |que busca(?:s|ba)? )?(?:no (?:encontrada|existe|disponible|se encuentra|"
    r"se ha encontrado|fue encontrada|está disponible))",
    r"(?:désolé,? )?(?:(?:la|cette) )?page (?:demandée |que vous .{1,30})?(?:introuvable|non trouvée|est introuvable|n['’]existe (?:pas|plus)|"
    r"n['’]est (?:pas|plus) disponible|inexistante)|article introuvable",
    r"(?:desculpe,? )?(?:a )?página (?:solicitada |que .{1,30})?(?:não (?:encontrada|existe|foi encontrada|disponível|está disponível)|inexistente)",
    r"(?:üzgünüz,? )?(?:aradığınız )?(?:sayfa|içerik|haber)(?:ya)? (?:bulunamadı|mevcut değil|kaldırılmış(?:tır)?|bulunamıyor|ulaşılamıyor)",
    r"(?:お探しの|指定された|ご指定の|この)?(?:ページ|記事|コンテンツ)(?:が|は|を)(?:見つかりません(?:でした)?|存在しません|削除されました|"
    r"ございません|終了しました|見つけられません)",
    r"(?:die )?(?:angeforderte )?seite (?:wurde )?nicht gefunden",
)
_GONE = re.compile("|".join(_TITLE_GONE), _FLAGS)
# A first line that speaks to the visitor; only ever of a page with hardly any other text.
_TO_VISITOR = re.compile(
    rf"{_SORRY}(?:the |this )?(?:requested )?{_THING} (?:that )?you (?:are looking for|were looking for|requested|visited|have requested|"
    r"(?:are )?trying to (?:access|reach|view)|have reached)|"
    r"(?:we can(?:no|'|’)t|we could(?:n['’]t| not)|unable to) (?:seem to )?find (?:the|that|this) page|"
    r"the (?:requested )?(?:url|resource) \S* ?(?:was not found|could not be found)|"
    r"(?:抱歉|对不起|很抱歉)?[，,！ ]*(?:您|你)(?:所|要|正在)?(?:访问|查看|浏览|请求|查找)的(?:页面|网页|内容|文章|网址|信息)|"
    r"(?:запрашиваемая|запрошенная) (?:вами )?страница|страница, которую вы|صفحه(?:‌ای)? (?:مورد نظر|که به دنبال)|الصفحة التي تبحث|"
    r"(?:요청하신|찾으시는) 페이지|la página que (?:busca|está buscando|solicita)|la page que vous|a página que você|aradığınız sayfa|"
    r"お探しのページ|ご指定のページ",
    _FLAGS,
)
_CHALLENGE = re.compile(
    r"just a moment|attention required!?(?: ?\| ?cloudflare)?|checking your browser.{0,60}|please wait(?:\.{3}| while).{0,60}|"
    r"(?:please )?(?:verify|confirm|prove) (?:that )?you(?: are|'re|’re) (?:a |not a )?(?:human|robot|bot).{0,60}|"
    r"(?:are you|you are not) (?:a )?(?:human|robot)|one more step|access (?:to this page has been )?(?:denied|blocked|restricted)|"
    r"ddos-guard|security check|bot verification|human verification|安全验证|人机验证|访问验证|请完成验证|验证中心|滑动验证|访问被拒绝|"
    r"проверка браузера|доступ (?:ограничен|запрещ[её]н)|подтвердите, что вы не робот|вы не робот|"
    r"در حال بررسی مرورگر.{0,40}|من ربات نیستم|التحقق من المتصفح|أنا لست روبوت|보안 확인|ブラウザを確認.{0,20}|güvenlik doğrulaması",
    _FLAGS,
)
CHALLENGE_MARKS = (
    "challenge-platform",
    "cf-browser-verification",
    "_Incapsula_Resource",
    "/_guard/",
    "ddos-guard",
    "cf_chl_opt",
)
"""In the scripts of pages that let a browser prove itself first."""
_SCRIPT = re.compile(
    r"(?:please )?(?:you need to |you must |to (?:view|use) .{1,60}|this (?:site|page|app\w*|website) (?:requires|needs) .{0,10}|"
    r"we(?:'|’)re sorry but .{1,60})?(?:enable|turn on|activate|javascript).{0,120}javascript.{0,80}|"
    r"javascript (?:is )?(?:required|disabled|must be enabled|needs to be enabled).{0,80}|.{0,30}(?:please )?enable javascript.{0,80}|"
    r".{0,12}启用\s?javascript.{0,30}|.{0,20}включ\w+ javascript.{0,60}|.{0,30}javascript .{0,20}(?:فعال|تفعيل).{0,30}|loading\W*|加载中\W*",
    _FLAGS,
)
_LOGIN = re.compile(
    r"(?:please )?(?:log ?in|sign in|sign ?on|login page|member login|subscriber login)(?: to .{1,40}| required)?|用户登录|会员登录|登录|登錄|请登录|"
    r"вход(?: на сайт| в систему)?|авторизация|ورود(?: به سایت| کاربران)?|تسجيل الدخول|로그인|iniciar sesión|acceso|connexion|se connecter|"
    r"entrar|fazer login|giriş(?: yap)?|üye girişi|ログイン|anmelden",
    _FLAGS,
)
_COOKIES = re.compile(
    r"(?:we(?: and our .{1,40})?|our (?:site|website|partners)|this (?:web)?site|by (?:clicking|using|continuing)).{0,120}\bcookies?\b|"
    r"(?:before you continue|we value your privacy|your privacy (?:choices|matters)|cookie (?:settings|consent|policy|preferences))|"
    r"(?:мы|наш сайт|этот сайт) использу\w+ .{0,20}cookie|nous utilisons des cookies|utilizamos cookies|çerez(?:ler)? kullan|本网站使用\s?cookie",
    _FLAGS,
)
_LEAD = 24
"""Characters that may stand before the words of a wall."""
_WALL = re.compile(
    # A sentence comes to such words later: "Readers will no longer have to subscribe to read the paper".
    rf".{{0,{_LEAD}}}?"
    r"(?P<words>(?:subscribe|sign in|log ?in|register|subscription) (?:now |today )?(?:to|for|required|and) .{0,30}?"
    r"\b(?:continue reading|read (?:on|more|the (?:full|rest|whole)|this)|read\b|access|unlock|full|continue)|"
    r"(?:this|the rest of (?:this|the)|the full) (?:article|content|story|text) is (?:only )?(?:for|reserved|available|exclusive) .{0,20}(?:subscribers|members)|"
    r"already a subscriber\?|"
    r"(?:登录|订阅|付费|开通会员)后.{0,8}(?:阅读|查看)|剩余\s?\d+%|余下内容|только для подписчиков|доступ[ен]+ (?:только )?по подписке|"
    r"(?:article )?réservé aux abonnés|il vous reste .{0,20}à (?:lire|découvrir)|nur für abonnenten|solo para suscriptores|contenido exclusivo para|"
    r"exclusivo para assinantes|للمشتركين فقط|فقط برای مشترکین|abonelere özel|会員限定|有料会員|残り\d+文字|구독자 전용|유료회원)",
    _FLAGS,
)
_LONGEST = 200
"""Characters of a notice; what is longer is text."""


def _whole(pattern: re.Pattern[str], text: str) -> str | None:
    text = text.strip(_TRIM)
    return text if text and len(text) <= _LONGEST and pattern.fullmatch(text) else None


def gone(text: str) -> str | None:
    """The text, if it is a notice that a page is not there."""
    return _whole(_GONE, text)


def to_visitor(text: str) -> str | None:
    """What tells a visitor of the page that he asked for, at the beginning of a text."""
    match = _TO_VISITOR.match(text.strip(_TRIM)[:_LONGEST])
    return match.group() if match else None


def challenge(text: str) -> str | None:
    return _whole(_CHALLENGE, text)


def script_needed(text: str) -> str | None:
    return _whole(_SCRIPT, text)


def login(text: str) -> str | None:
    return _whole(_LOGIN, text)


def cookies(text: str) -> str | None:
    match = _COOKIES.match(text[:_LONGEST])
    return match.group() if match else None


def wall(text: str) -> str | None:
    """The words by which a short line asks for a subscription."""
    match = _WALL.match(text) if len(text) <= _LONGEST else None
    return match["words"] if match else None
