-- What a person decided about a mail, kept to measure the rules by. `proposed` and `decided` are JSON lists of kinds, topics
-- and rule ids. `words` (the writer's words that led to the proposal) and `content` (subject and text, only where that is set)
-- are sealed: `content` goes with the mail's own, `words` and `mail_id` with what is recorded of whom the mail was about.
CREATE TABLE labels (
    id TEXT PRIMARY KEY,
    mail_id TEXT,
    decided_at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    actor_id TEXT,
    language TEXT NOT NULL,
    rules_version TEXT NOT NULL,
    proposed TEXT NOT NULL,
    decided TEXT NOT NULL,
    accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)),
    words BLOB,
    content BLOB
) STRICT;
CREATE INDEX labels_by_mail ON labels (mail_id) WHERE mail_id IS NOT NULL;
CREATE INDEX labels_corrected ON labels (id) WHERE NOT accepted;

-- How often a kind was proposed and confirmed, proposed and not meant, or meant and not proposed.
CREATE TABLE label_counts (
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    confirmed INTEGER NOT NULL,
    not_meant INTEGER NOT NULL,
    missed INTEGER NOT NULL,
    PRIMARY KEY (kind, language)
) STRICT, WITHOUT ROWID;

-- The mails that persons decided about, newest last.
CREATE INDEX inbox_decided ON inbox (worked_at, id) WHERE status = 'decided';
