-- Failed sign-ins, for each who was named, an operator or not, and each network they came from; without a network, from
-- everywhere together. `who` is a recipient key or, where an operator who is signed in proves it once more, the session.
CREATE TABLE sign_in_tries (
    who BLOB NOT NULL,
    network TEXT NOT NULL,
    failures INTEGER NOT NULL,
    locked_until INTEGER NOT NULL,
    failed_at INTEGER NOT NULL,
    signed_in_at INTEGER NOT NULL,
    PRIMARY KEY (who, network)
) STRICT;

CREATE INDEX sign_in_tries_by_age ON sign_in_tries (failed_at, signed_in_at);

ALTER TABLE operator_credentials DROP COLUMN failures;
ALTER TABLE operator_credentials DROP COLUMN locked_until;
