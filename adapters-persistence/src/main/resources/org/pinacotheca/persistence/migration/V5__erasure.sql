-- Members who were erased, and what is still to be done about them. The rules of V1 hold here too.
-- ${hsqldb_only} begins a statement that lets HSQLDB repeat the next one.

CREATE TABLE IF NOT EXISTS erased_member (
  member_id INTEGER NOT NULL,
  erased TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  finished BOOLEAN NOT NULL,
  CONSTRAINT erased_member_pk PRIMARY KEY (member_id)
);

CREATE TABLE IF NOT EXISTS abandoned_media (
  media_key VARCHAR(32) ${exact} NOT NULL,
  CONSTRAINT abandoned_media_pk PRIMARY KEY (media_key)
);

-- 0 stands for a subject that was not noted; such an answer is a day old at most.
ALTER TABLE kept_answer ADD COLUMN IF NOT EXISTS subject_id INTEGER DEFAULT 0 NOT NULL;

${hsqldb_only} ALTER TABLE ledger_transfer ADD CONSTRAINT IF NOT EXISTS ledger_transfer_reason_whole CHECK (amount > 0);
ALTER TABLE ledger_transfer DROP CONSTRAINT ledger_transfer_reason_whole;
ALTER TABLE ledger_transfer ADD CONSTRAINT ${unless_there} ledger_transfer_reason_sound CHECK (
  (reason IN ('GRANTED', 'COMMISSION', 'ERASED') AND album_id IS NULL AND plan_id IS NULL)
  OR (reason = 'ALBUM_UNLOCKED' AND album_id IS NOT NULL AND plan_id IS NULL)
  OR (reason = 'SUBSCRIBED' AND album_id IS NULL AND plan_id IS NOT NULL));
