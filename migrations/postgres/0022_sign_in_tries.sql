-- Failed sign-ins, for each who was named, an operator or not, and each network they came from; without a network, from
-- everywhere together. `who` is a recipient key or, where an operator who is signed in proves it once more, the session.
CREATE TABLE sign_in_tries (
    who BYTEA NOT NULL,
    network TEXT NOT NULL,
    failures BIGINT NOT NULL,
    locked_until BIGINT NOT NULL,
    failed_at BIGINT NOT NULL,
    signed_in_at BIGINT NOT NULL,
    PRIMARY KEY (who, network)
);

CREATE INDEX sign_in_tries_by_age ON sign_in_tries (failed_at, signed_in_at);

ALTER TABLE operator_credentials DROP COLUMN failures;
ALTER TABLE operator_credentials DROP COLUMN locked_until;
