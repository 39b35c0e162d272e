-- How often what happened on a day (its number since 1970-01-01, UTC): numbers for marketing, about nobody. topic_id -1: about
-- no one topic. campaign '': none; '(other)': one of too many.
CREATE TABLE figures (
    day INTEGER NOT NULL,
    sender_id INTEGER NOT NULL,
    topic_id INTEGER NOT NULL,
    campaign TEXT NOT NULL,
    what TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (day, sender_id, topic_id, campaign, what)
) STRICT;
