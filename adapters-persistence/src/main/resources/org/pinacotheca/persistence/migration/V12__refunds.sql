-- Sales that are taken back: which transfer it was and why, in the operator's words. A purchase of time says how long it
-- was for, so that what is left after a refund can be told. For earlier purchases that is what their plan says now, and of
-- an erased owner's, which nobody can refund, the shortest. The rules of V1 hold here too.

ALTER TABLE ledger_transfer ADD COLUMN IF NOT EXISTS duration INTEGER;
ALTER TABLE ledger_transfer ADD COLUMN IF NOT EXISTS refunded BIGINT;
ALTER TABLE ledger_transfer ADD COLUMN IF NOT EXISTS note VARCHAR(400);
UPDATE ledger_transfer SET duration =
  COALESCE((SELECT p.duration FROM price_plan p WHERE p.plan_id = ledger_transfer.plan_id), 1)
WHERE reason = 'SUBSCRIBED' AND duration IS NULL;

${hsqldb_only} ALTER TABLE ledger_transfer ADD CONSTRAINT IF NOT EXISTS ledger_transfer_reason_sound CHECK (amount > 0);
ALTER TABLE ledger_transfer DROP CONSTRAINT ledger_transfer_reason_sound;
ALTER TABLE ledger_transfer ADD CONSTRAINT ${unless_there} ledger_transfer_reason_complete CHECK (
  (reason IN ('GRANTED', 'COMMISSION', 'ERASED') AND album_id IS NULL AND plan_id IS NULL AND duration IS NULL
    AND refunded IS NULL AND note IS NULL)
  OR (reason = 'ALBUM_UNLOCKED' AND album_id IS NOT NULL AND plan_id IS NULL AND duration IS NULL
    AND refunded IS NULL AND note IS NULL)
  OR (reason = 'SUBSCRIBED' AND album_id IS NULL AND plan_id IS NOT NULL AND duration BETWEEN 1 AND 6
    AND refunded IS NULL AND note IS NULL)
  OR (reason = 'REFUNDED' AND plan_id IS NULL AND duration IS NULL AND refunded IS NOT NULL));
ALTER TABLE ledger_transfer ADD CONSTRAINT ${unless_there} ledger_transfer_refunded_once UNIQUE (refunded);
