-- The mail in which a person answered to their case.
ALTER TABLE case_events ADD COLUMN mail_id TEXT;

CREATE INDEX case_events_mail ON case_events (mail_id);

-- The mails that events of cases await are looked for every few seconds.
CREATE INDEX case_events_what ON case_events (what, case_id);
