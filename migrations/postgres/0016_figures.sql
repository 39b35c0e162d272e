-- How often what happened on a day (its number since 1970-01-01, UTC): numbers for marketing, about nobody. topic_id -1: about
-- no one topic. campaign '': none; '(other)': one of too many.
CREATE TABLE figures (
    day BIGINT NOT NULL,
    sender_id BIGINT NOT NULL,
    topic_id BIGINT NOT NULL,
    campaign TEXT COLLATE "C" NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (day, sender_id, topic_id, campaign, what)
);
