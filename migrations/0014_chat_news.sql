ALTER TABLE "chat_epochs" ADD COLUMN "said_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "chat_mutes" ADD COLUMN "since" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
CREATE INDEX "idx_chat_devices_revoked_at" ON "chat_devices" USING btree ("revoked_at") WHERE "chat_devices"."revoked_at" is not null;