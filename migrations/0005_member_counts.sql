ALTER TABLE "communities" ADD COLUMN "members_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "idx_memberships_staff" ON "memberships" USING btree ("community_id") WHERE "memberships"."role" > 'member';--> statement-breakpoint
CREATE FUNCTION count_members() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		UPDATE communities SET members_count = members_count + joined.number
		FROM (SELECT community_id, count(*)::int AS number FROM fresh
			WHERE status = 'active' GROUP BY community_id) joined
		WHERE communities.id = joined.community_id;
	ELSIF TG_OP = 'DELETE' THEN
		UPDATE communities SET members_count = members_count - gone.number
		FROM (SELECT community_id, count(*)::int AS number FROM old_rows
			WHERE status = 'active' GROUP BY community_id) gone
		WHERE communities.id = gone.community_id;
	ELSE
		UPDATE communities SET members_count = members_count + moved.number
		FROM (SELECT community_id, sum(number)::int AS number FROM (
				SELECT community_id, 1 AS number FROM fresh WHERE status = 'active'
				UNION ALL
				SELECT community_id, -1 FROM old_rows WHERE status = 'active') changes
			GROUP BY community_id HAVING sum(number) <> 0) moved
		WHERE communities.id = moved.community_id;
	END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER members_joined AFTER INSERT ON memberships
	REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION count_members();--> statement-breakpoint
CREATE TRIGGER members_gone AFTER DELETE ON memberships
	REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_members();--> statement-breakpoint
CREATE TRIGGER members_moved AFTER UPDATE ON memberships
	REFERENCING OLD TABLE AS old_rows NEW TABLE AS fresh
	FOR EACH STATEMENT EXECUTE FUNCTION count_members();--> statement-breakpoint
UPDATE communities SET members_count = (
	SELECT count(*) FROM memberships
	WHERE memberships.community_id = communities.id AND memberships.status = 'active');
