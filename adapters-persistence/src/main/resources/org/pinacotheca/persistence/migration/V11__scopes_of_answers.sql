-- What a token must allow to be given a kept answer again, besides what the command needs of every caller: of a purchase,
-- to spend. An answer of an earlier release has nothing, and is a day old at most. The rules of V1 hold here too.

ALTER TABLE kept_answer ADD COLUMN IF NOT EXISTS scopes VARCHAR(200) DEFAULT '' NOT NULL;
