CREATE TYPE "public"."guest_names" AS ENUM('everyone', 'members', 'going', 'hosts');--> statement-breakpoint
ALTER TYPE "public"."file_purpose" ADD VALUE 'event';--> statement-breakpoint
CREATE TABLE "event_feeds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"profile_id" uuid NOT NULL,
	"space_id" uuid,
	"token" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_feeds_token" UNIQUE("token"),
	CONSTRAINT "event_feeds_once" UNIQUE NULLS NOT DISTINCT("profile_id","space_id")
);
--> statement-breakpoint
CREATE TABLE "event_reminder_choices" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"minutes" integer[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_reminders" (
	"event_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"minutes" integer NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_reminders_event_id_user_id_minutes_starts_at_pk" PRIMARY KEY("event_id","user_id","minutes","starts_at")
);
--> statement-breakpoint
CREATE TABLE "event_series" (
	"id" uuid PRIMARY KEY NOT NULL,
	"space_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"starts_wall" timestamp(0) NOT NULL,
	"timezone" text NOT NULL,
	"minutes" integer NOT NULL,
	"revision" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "idx_event_rsvps_event_id";--> statement-breakpoint
ALTER TABLE "event_rsvps" ADD COLUMN "place" integer;--> statement-breakpoint
ALTER TABLE "event_rsvps" ADD COLUMN "promoted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "event_rsvps" ADD COLUMN "checked_in_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "event_rsvps" ADD COLUMN "updated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "co_host_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "link_url" text;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "starts_wall" timestamp(0);--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "ends_wall" timestamp(0);--> statement-breakpoint
UPDATE "events" SET "starts_wall" = "starts_at" AT TIME ZONE "timezone", "ends_wall" = "ends_at" AT TIME ZONE "timezone";--> statement-breakpoint
ALTER TABLE "events" ALTER COLUMN "starts_wall" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "guest_names" "guest_names" DEFAULT 'members' NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "post_id" uuid;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "series_id" uuid;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "recurrence_wall" timestamp(0);--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "own_fields" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "sequence" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "cancelled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "moved_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "updated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "event_feeds" ADD CONSTRAINT "event_feeds_profile_id_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_feeds" ADD CONSTRAINT "event_feeds_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_reminder_choices" ADD CONSTRAINT "event_reminder_choices_user_id_profiles_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_reminders" ADD CONSTRAINT "event_reminders_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_reminders" ADD CONSTRAINT "event_reminders_user_id_profiles_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_series" ADD CONSTRAINT "event_series_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_event_feeds_space_id" ON "event_feeds" USING btree ("space_id");--> statement-breakpoint
CREATE INDEX "idx_event_reminders_user_id" ON "event_reminders" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "idx_event_series_space_id" ON "event_series" USING btree ("space_id");--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_series_id_event_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."event_series"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_event_rsvps_waitlist" ON "event_rsvps" USING btree ("event_id","place") WHERE "event_rsvps"."status" = 'waitlist';--> statement-breakpoint
CREATE INDEX "idx_events_agenda" ON "events" USING btree ("space_id","starts_at","id") WHERE "events"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "idx_events_host_id" ON "events" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "idx_events_post_id" ON "events" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "idx_event_rsvps_event_id" ON "event_rsvps" USING btree ("event_id","status");--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_series_recurrence" UNIQUE("series_id","recurrence_wall");
