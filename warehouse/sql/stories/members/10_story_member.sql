-- Documents without a wording left lose theirs: what seemed an article is none.

CREATE OR REPLACE TEMP TABLE lost_story_member AS FROM old_story_member EXCEPT FROM new_story_member;

CREATE OR REPLACE TEMP TABLE found_story_member AS FROM new_story_member EXCEPT FROM old_story_member;

DELETE FROM store.story_member
WHERE dated_on IN (SELECT dated_on FROM lost_story_member)
    AND document_id IN (SELECT document_id FROM lost_story_member);

INSERT INTO store.story_member BY NAME FROM found_story_member ORDER BY dated_on, document_id;
