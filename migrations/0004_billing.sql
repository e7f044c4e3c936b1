CREATE TABLE "checkouts" (
	"profile_id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"turn" integer DEFAULT 1 NOT NULL,
	"session_id" text,
	"previous_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "checkouts_profile_id_community_id_pk" PRIMARY KEY("profile_id","community_id")
);
--> statement-breakpoint
CREATE TABLE "stripe_customers" (
	"customer_id" text PRIMARY KEY NOT NULL,
	"profile_id" uuid NOT NULL,
	"asked" integer DEFAULT 0 NOT NULL,
	"written" integer DEFAULT 0 NOT NULL,
	"written_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stripe_events" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"customer_id" text,
	"happened_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stripe_prices" (
	"price_id" text PRIMARY KEY NOT NULL,
	"tier_id" uuid NOT NULL,
	"amount" integer NOT NULL,
	"currency" text NOT NULL,
	"billing_period" "billing_period" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "membership_tiers" ADD COLUMN "currency" text DEFAULT 'usd' NOT NULL;--> statement-breakpoint
ALTER TABLE "membership_tiers" ADD COLUMN "trial_days" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_profile_id_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_community_id_communities_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."communities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stripe_customers" ADD CONSTRAINT "stripe_customers_profile_id_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stripe_prices" ADD CONSTRAINT "stripe_prices_tier_id_membership_tiers_id_fk" FOREIGN KEY ("tier_id") REFERENCES "public"."membership_tiers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_checkouts_community_id" ON "checkouts" USING btree ("community_id");--> statement-breakpoint
CREATE INDEX "idx_stripe_customers_profile_id" ON "stripe_customers" USING btree ("profile_id");--> statement-breakpoint
CREATE INDEX "idx_stripe_events_customer_id" ON "stripe_events" USING btree ("customer_id","happened_at");--> statement-breakpoint
CREATE INDEX "idx_stripe_prices_tier_id" ON "stripe_prices" USING btree ("tier_id");--> statement-breakpoint
CREATE INDEX "idx_subscriptions_period_end" ON "subscriptions" USING btree ("current_period_end");--> statement-breakpoint
CREATE UNIQUE INDEX "profiles_stripe_customer_id" ON "profiles" USING btree ("stripe_customer_id");--> statement-breakpoint
CREATE INDEX "idx_grants_ends_at" ON "grants" USING btree ("ends_at");--> statement-breakpoint
ALTER TABLE "membership_tiers" ADD CONSTRAINT "trial_non_negative" CHECK ("membership_tiers"."trial_days" >= 0);