-- What waits for a person, without reading the mails themselves: the index has what their order needs, of mails and of cases.

DROP INDEX inbox_by_status;
CREATE INDEX inbox_by_status ON inbox (status, id, received_at);
DROP INDEX cases_by_mail;
CREATE INDEX cases_by_mail ON cases (mail_id, id, state, due_at, received_at, holds);
