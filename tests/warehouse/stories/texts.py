"""Invented texts for the tests of stories."""

from __future__ import annotations

HARBOUR = (
    "The harbour towns will reopen the ferry line that winter storms had closed, the ministry of the "
    "coast said on Monday after talks in the northern capital, and the first crossing is planned for "
    "the second week of May.\n\n"
    "Two ships with room for three hundred passengers each will sail four times a day, while a third "
    "one stays in reserve for the weeks of the herring fair, the head of the shipping office told "
    "reporters.\n\n"
    "Fishermen of the outer islands had asked for a night crossing as well, but the pilots said that "
    "the narrows were not lit well enough and that new lamps could not be put up before autumn.\n\n"
    "Tickets are to cost a third less than before the storms, and children under twelve travel free "
    "until the end of the school holidays, according to the timetable that was hung up at the quay."
)

TALKS = (
    (
        "The minister of roads received his neighbour's envoy in the old customs house on Tuesday and "
        "spoke for two hours about the bridge over the border river, whose pillars had been damaged "
        "by drifting ice.\n\n"
        "He proposed that both sides share the cost of the repair and open a temporary crossing for "
        "lorries upstream, where the water is shallow enough for pontoons."
    ),
    (
        "Our envoy told the minister in the customs house on Tuesday that the bridge must be safe "
        "again before the harvest, since farmers on this bank cannot bring their grain to the mills "
        "otherwise.\n\n"
        "The envoy welcomed the offer of a pontoon crossing, and asked for a date. The two agreed to "
        "meet again within a month and to let engineers of both countries look at the pillars "
        "together."
    ),
)


def readout(country: str, n: int) -> str:
    """A readout in stock phrases, of which only the first and the fourth paragraph are this meeting's own."""
    return "\n\n".join(
        (
            f"The chancellor met the prime minister of {country}, Mr. {country[:4]}ov, in the winter palace, and "
            f"thanked {country} for {n + 3} shiploads of timber sent after the {country[::-1].lower()} flood.",
            "The two sides have always understood and supported each other on issues of core interest, and the "
            "friendship between the two peoples has stood the test of time and of a changing world.",
            "Both countries should deepen practical cooperation in trade, energy, farming and tourism, so as to bring "
            "more benefit to the two peoples and to contribute to the peace and prosperity of the region.",
            f"A railway of {211 + 37 * n} kilometres from the port of {country[:3]}burg to the mines is to be surveyed "
            f"by engineers of both sides from month {n + 1}, at the wish of the guild of {country[2:6]} carters.",
            "The chancellor stressed that the world is undergoing changes unseen in many years, and that all "
            "countries should uphold fairness, oppose bullying and build a community with a shared future.",
        )
    )


def bulletin(n: int) -> str:
    """A bulletin that is the same every day but for its numbers."""
    return (
        f"The central rate of the crown was set at {71250 + 37 * n} points on the exchange, {120 + 11 * n} points from "
        f"the last trading day, according to the trading office.\n\nIn the open market the crown may rise or fall by "
        f"two percent from the central rate each trading day.\n\nThe rate is based on a weighted average of {14 + n} "
        f"offers by dealers before the market opens."
    )
