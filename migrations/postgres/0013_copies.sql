-- The copy of a person's data as it was handed out for a request: frozen, sealed, one for a case. `digest` is the SHA-256
-- of the sealed bytes, to which an entry commits; `copy` is null once it was destroyed, by an erasure or when it had lain
-- long enough. `opened_at` is the first opening by the person's link, `expires_at` the end of the newest link.
CREATE TABLE case_copies (
    case_id TEXT COLLATE "C" PRIMARY KEY REFERENCES cases (id),
    digest BYTEA NOT NULL,
    copy BYTEA,
    frozen_at BIGINT NOT NULL,
    opened_at BIGINT,
    expires_at BIGINT NOT NULL,
    entry_index BIGINT NOT NULL
);
CREATE INDEX case_copies_by_end ON case_copies (expires_at) WHERE copy IS NOT NULL;
