-- The copy of a person's data as it was handed out for a request: frozen, sealed, one for a case. `digest` is the SHA-256
-- of the sealed bytes, to which an entry commits; `copy` is null once it was destroyed, by an erasure or when it had lain
-- long enough. `opened_at` is the first opening by the person's link, `expires_at` the end of the newest link.
CREATE TABLE case_copies (
    case_id TEXT PRIMARY KEY REFERENCES cases (id),
    digest BLOB NOT NULL,
    copy BLOB,
    frozen_at INTEGER NOT NULL,
    opened_at INTEGER,
    expires_at INTEGER NOT NULL,
    entry_index INTEGER NOT NULL
) STRICT;
CREATE INDEX case_copies_by_end ON case_copies (expires_at) WHERE copy IS NOT NULL;
