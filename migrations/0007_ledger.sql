CREATE TYPE "public"."entry_kind" AS ENUM('payment', 'refund', 'dispute', 'dispute_won');--> statement-breakpoint
CREATE TYPE "public"."failure_state" AS ENUM('trying', 'given_up', 'recovered');--> statement-breakpoint
CREATE TYPE "public"."letter_state" AS ENUM('waiting', 'sent', 'settled', 'dismissed');--> statement-breakpoint
CREATE TABLE "billing_check_parts" (
	"check_id" uuid NOT NULL,
	"part" text NOT NULL,
	"done_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "billing_check_parts_check_id_part_pk" PRIMARY KEY("check_id","part")
);
--> statement-breakpoint
CREATE TABLE "billing_checks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"community_id" uuid NOT NULL,
	"slot" text NOT NULL,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "billing_checks_slot" UNIQUE("community_id","slot")
);
--> statement-breakpoint
CREATE TABLE "billing_drifts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"check_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"profile_id" uuid,
	"is_repaired" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "billing_drifts_once" UNIQUE("check_id","kind","subject")
);
--> statement-breakpoint
CREATE TABLE "billing_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"community_id" uuid NOT NULL,
	"user_id" uuid,
	"tier_id" uuid,
	"kind" "entry_kind" NOT NULL,
	"amount" integer NOT NULL,
	"currency" text NOT NULL,
	"reference" text NOT NULL,
	"happened_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "billing_failures" (
	"id" text PRIMARY KEY NOT NULL,
	"community_id" uuid NOT NULL,
	"user_id" uuid,
	"tier_id" uuid,
	"amount" integer NOT NULL,
	"currency" text NOT NULL,
	"reference" text NOT NULL,
	"attempts" integer NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"state" "failure_state" NOT NULL,
	"happened_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dead_letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"reference" text NOT NULL,
	"state" "letter_state" DEFAULT 'waiting' NOT NULL,
	"error" text DEFAULT '' NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"failed_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dead_letters_once" UNIQUE("kind","reference")
);
--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "amount" integer;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "currency" text;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "period_months" integer;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "trial_ends_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "billing_check_parts" ADD CONSTRAINT "billing_check_parts_check_id_billing_checks_id_fk" FOREIGN KEY ("check_id") REFERENCES "public"."billing_checks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing_checks" ADD CONSTRAINT "billing_checks_community_id_communities_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."communities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing_drifts" ADD CONSTRAINT "billing_drifts_check_id_billing_checks_id_fk" FOREIGN KEY ("check_id") REFERENCES "public"."billing_checks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing_drifts" ADD CONSTRAINT "billing_drifts_profile_id_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing_entries" ADD CONSTRAINT "billing_entries_community_id_communities_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."communities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing_entries" ADD CONSTRAINT "billing_entries_user_id_profiles_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."profiles"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing_entries" ADD CONSTRAINT "billing_entries_tier_id_membership_tiers_id_fk" FOREIGN KEY ("tier_id") REFERENCES "public"."membership_tiers"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing_failures" ADD CONSTRAINT "billing_failures_community_id_communities_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."communities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing_failures" ADD CONSTRAINT "billing_failures_user_id_profiles_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."profiles"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing_failures" ADD CONSTRAINT "billing_failures_tier_id_membership_tiers_id_fk" FOREIGN KEY ("tier_id") REFERENCES "public"."membership_tiers"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "billing_checks_one" ON "billing_checks" USING btree ("community_id") WHERE "billing_checks"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "idx_billing_checks_community" ON "billing_checks" USING btree ("community_id","created_at");--> statement-breakpoint
CREATE INDEX "idx_billing_drifts_profile_id" ON "billing_drifts" USING btree ("profile_id");--> statement-breakpoint
CREATE INDEX "idx_billing_entries_community" ON "billing_entries" USING btree ("community_id","happened_at","id");--> statement-breakpoint
CREATE INDEX "idx_billing_entries_reference" ON "billing_entries" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "idx_billing_entries_tier_id" ON "billing_entries" USING btree ("tier_id");--> statement-breakpoint
CREATE INDEX "idx_billing_entries_user_id" ON "billing_entries" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "idx_billing_failures_community" ON "billing_failures" USING btree ("community_id","happened_at","id");--> statement-breakpoint
CREATE INDEX "idx_billing_failures_tier_id" ON "billing_failures" USING btree ("tier_id");--> statement-breakpoint
CREATE INDEX "idx_billing_failures_user_id" ON "billing_failures" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "idx_dead_letters_state" ON "dead_letters" USING btree ("state","failed_at");--> statement-breakpoint
CREATE INDEX "idx_dead_letters_reference" ON "dead_letters" USING btree ("reference");