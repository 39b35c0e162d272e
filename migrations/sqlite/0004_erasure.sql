-- What must be found when a person's data is erased: whose a one-time link is, and who wrote a mail.
ALTER TABLE confirmations ADD COLUMN recipient_key BLOB;
CREATE INDEX confirmations_by_recipient ON confirmations (recipient_key);
ALTER TABLE inbox ADD COLUMN author_key BLOB;
CREATE INDEX inbox_by_author ON inbox (author_key, id);

-- 1: the mail's content is to be destroyed as soon as nobody needs it any more: no worker, no open case of another.
ALTER TABLE inbox ADD COLUMN erase INTEGER NOT NULL DEFAULT 0 CHECK (erase IN (0, 1));
-- 1: the last answer to somebody who was erased: it still goes out, and nothing of it is kept, however that ends.
ALTER TABLE outbox ADD COLUMN erase INTEGER NOT NULL DEFAULT 0 CHECK (erase IN (0, 1));
