-- What must be found when a person's data is erased: whose a one-time link is, and who wrote a mail.
ALTER TABLE confirmations ADD COLUMN recipient_key BYTEA;
CREATE INDEX confirmations_by_recipient ON confirmations (recipient_key);
ALTER TABLE inbox ADD COLUMN author_key BYTEA;
CREATE INDEX inbox_by_author ON inbox (author_key, id);

-- TRUE: the mail's content is to be destroyed as soon as nobody needs it any more: no worker, no open case of another.
ALTER TABLE inbox ADD COLUMN erase BOOLEAN NOT NULL DEFAULT FALSE;
-- TRUE: the last answer to somebody who was erased: it still goes out, and nothing of it is kept, however that ends.
ALTER TABLE outbox ADD COLUMN erase BOOLEAN NOT NULL DEFAULT FALSE;
