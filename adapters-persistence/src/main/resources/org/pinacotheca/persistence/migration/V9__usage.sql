-- When programs were let in and last used, told to their members. The rules of V1 hold here too. What was let in before
-- has neither. A member's sessions and tokens are found by index, for him and for his erasure.

ALTER TABLE bearer_token ADD COLUMN IF NOT EXISTS begun TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE bearer_token ADD COLUMN IF NOT EXISTS last_used TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE refresh_token ADD COLUMN IF NOT EXISTS begun TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE refresh_token ADD COLUMN IF NOT EXISTS last_used TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE rpc_session ADD COLUMN IF NOT EXISTS begun TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE rpc_session ADD COLUMN IF NOT EXISTS last_used TIMESTAMP(6) WITH TIME ZONE;

CREATE INDEX IF NOT EXISTS bearer_token_by_member ON bearer_token (member_id);
CREATE INDEX IF NOT EXISTS refresh_token_by_member ON refresh_token (member_id);
CREATE INDEX IF NOT EXISTS rpc_session_by_member ON rpc_session (member_id);
