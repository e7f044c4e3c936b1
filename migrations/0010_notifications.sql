CREATE TYPE "public"."level" AS ENUM('mute', 'normal', 'follow', 'watch');--> statement-breakpoint
CREATE TABLE "mail_suppressions" (
	"subject" text NOT NULL,
	"stream" text NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mail_suppressions_subject_stream_pk" PRIMARY KEY("subject","stream")
);
--> statement-breakpoint
CREATE TABLE "fanouts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"audience" text NOT NULL,
	"type" "notification_type" NOT NULL,
	"actor_id" uuid NOT NULL,
	"space_id" uuid NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"link" text NOT NULL,
	"cause" text NOT NULL,
	"topic" text NOT NULL,
	"cursor" uuid,
	"queued_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "fanouts_once" UNIQUE("cause","audience")
);
--> statement-breakpoint
CREATE TABLE "letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"profile_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"scope" text DEFAULT '' NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"queued_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"held_until" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"done_at" timestamp with time zone,
	"outcome" text,
	"provider_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "topic_levels" (
	"profile_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"level" "level" NOT NULL,
	"space_id" uuid,
	"title" text NOT NULL,
	"link" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "topic_levels_profile_id_topic_pk" PRIMARY KEY("profile_id","topic")
);
--> statement-breakpoint
CREATE TABLE "notification_preferences" (
	"profile_id" uuid PRIMARY KEY NOT NULL,
	"choices" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"digest" text DEFAULT 'weekly' NOT NULL,
	"digest_hour" smallint DEFAULT 9 NOT NULL,
	"digest_day" smallint DEFAULT 1 NOT NULL,
	"zone" text DEFAULT 'UTC' NOT NULL,
	"quiet_from" smallint,
	"quiet_to" smallint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "push_subscriptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"profile_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"device" text NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"last_sent_at" timestamp with time zone,
	"queued_at" timestamp with time zone,
	"held_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "push_subscriptions_endpoint_unique" UNIQUE("endpoint")
);
--> statement-breakpoint
CREATE TABLE "pushes" (
	"subscription_id" uuid NOT NULL,
	"notification_id" uuid NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pushes_subscription_id_notification_id_pk" PRIMARY KEY("subscription_id","notification_id")
);
--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "topic" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "in_inbox" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "swept_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "letter_id" uuid;--> statement-breakpoint
ALTER TABLE "space_follows" ADD COLUMN "level" "level" DEFAULT 'follow' NOT NULL;--> statement-breakpoint
ALTER TABLE "fanouts" ADD CONSTRAINT "fanouts_actor_id_profiles_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fanouts" ADD CONSTRAINT "fanouts_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_profile_id_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_levels" ADD CONSTRAINT "topic_levels_profile_id_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_levels" ADD CONSTRAINT "topic_levels_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_profile_id_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_profile_id_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pushes" ADD CONSTRAINT "pushes_subscription_id_push_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."push_subscriptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pushes" ADD CONSTRAINT "pushes_notification_id_notifications_id_fk" FOREIGN KEY ("notification_id") REFERENCES "public"."notifications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_fanouts_open" ON "fanouts" USING btree ("id") WHERE "fanouts"."done_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "letters_open" ON "letters" USING btree ("profile_id","kind","scope") WHERE "letters"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "idx_letters_due" ON "letters" USING btree ("due_at") WHERE "letters"."done_at" is null;--> statement-breakpoint
CREATE INDEX "idx_letters_profile_id" ON "letters" USING btree ("profile_id","done_at");--> statement-breakpoint
CREATE INDEX "idx_letters_provider_id" ON "letters" USING btree ("provider_id") WHERE "letters"."provider_id" is not null;--> statement-breakpoint
CREATE INDEX "idx_topic_levels_topic" ON "topic_levels" USING btree ("topic","profile_id");--> statement-breakpoint
CREATE INDEX "idx_push_subscriptions_profile_id" ON "push_subscriptions" USING btree ("profile_id");--> statement-breakpoint
CREATE INDEX "idx_push_subscriptions_session_id" ON "push_subscriptions" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "idx_pushes_due" ON "pushes" USING btree ("due_at") WHERE "pushes"."done_at" is null;--> statement-breakpoint
CREATE INDEX "idx_pushes_notification_id" ON "pushes" USING btree ("notification_id");--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_letter_id_letters_id_fk" FOREIGN KEY ("letter_id") REFERENCES "public"."letters"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_notifications_unread" ON "notifications" USING btree ("user_id","topic") WHERE not "notifications"."is_read";--> statement-breakpoint
CREATE INDEX "idx_notifications_unswept" ON "notifications" USING btree ("id") WHERE "notifications"."swept_at" is null;--> statement-breakpoint
CREATE INDEX "idx_notifications_letter_id" ON "notifications" USING btree ("letter_id") WHERE "notifications"."letter_id" is not null;--> statement-breakpoint
-- what was told before stays in the inbox, and goes out by no other way
UPDATE "notifications" SET "swept_at" = "created_at",
  "topic" = coalesce('post:' || substring("link" from '/posts/([0-9a-f-]{36})'),
    case when "type" = 'new_follower' then 'followers' else '' end);
