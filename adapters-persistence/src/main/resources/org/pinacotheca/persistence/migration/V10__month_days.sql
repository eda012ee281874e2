-- The day to which a subscription's months are counted, so that what began on the 31st stays at the end of the month. A
-- subscription of an earlier release has none and goes on from the day of its end. The rules of V1 hold here too.

ALTER TABLE subscription ADD COLUMN IF NOT EXISTS month_day INTEGER;
ALTER TABLE subscription ADD CONSTRAINT ${unless_there} subscription_month_day_range CHECK (month_day BETWEEN 1 AND 31);
