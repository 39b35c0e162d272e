-- What a person decided about a mail, kept to measure the rules by. `proposed` and `decided` are JSON lists of kinds, topics
-- and rule ids. `words` (the writer's words that led to the proposal) and `content` (subject and text, only where that is set)
-- are sealed: `content` goes with the mail's own, `words` and `mail_id` with what is recorded of whom the mail was about.
CREATE TABLE labels (
    id TEXT COLLATE "C" PRIMARY KEY,
    mail_id TEXT COLLATE "C",
    decided_at BIGINT NOT NULL,
    actor TEXT COLLATE "C" NOT NULL,
    actor_id TEXT COLLATE "C",
    language TEXT COLLATE "C" NOT NULL,
    rules_version TEXT COLLATE "C" NOT NULL,
    proposed TEXT COLLATE "C" NOT NULL,
    decided TEXT COLLATE "C" NOT NULL,
    accepted BOOLEAN NOT NULL,
    words BYTEA,
    content BYTEA
);
CREATE INDEX labels_by_mail ON labels (mail_id) WHERE mail_id IS NOT NULL;
CREATE INDEX labels_corrected ON labels (id) WHERE NOT accepted;

-- How often a kind was proposed and confirmed, proposed and not meant, or meant and not proposed.
CREATE TABLE label_counts (
    kind TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    confirmed BIGINT NOT NULL,
    not_meant BIGINT NOT NULL,
    missed BIGINT NOT NULL,
    PRIMARY KEY (kind, language)
);

-- The mails that persons decided about, newest last.
CREATE INDEX inbox_decided ON inbox (worked_at, id) WHERE status = 'decided';
