ALTER TABLE "notification_preferences" ADD COLUMN "is_zone_chosen" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "space_invites" ADD COLUMN "letter" text;--> statement-breakpoint
ALTER TABLE "space_invites" ADD COLUMN "queued_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "space_invites" ADD COLUMN "held_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "space_invites" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "space_invites" ADD COLUMN "provider_id" text;--> statement-breakpoint
CREATE INDEX "idx_space_invites_waiting" ON "space_invites" USING btree ("queued_at") WHERE "space_invites"."letter" = 'waiting';--> statement-breakpoint
CREATE INDEX "idx_space_invites_provider_id" ON "space_invites" USING btree ("provider_id") WHERE "space_invites"."provider_id" is not null;