CREATE TYPE "public"."file_purpose" AS ENUM('avatar', 'logo', 'cover', 'attachment', 'resource', 'captions');--> statement-breakpoint
CREATE TABLE "file_downloads" (
	"file_id" uuid NOT NULL,
	"day" date NOT NULL,
	"count" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "file_downloads_file_id_day_pk" PRIMARY KEY("file_id","day")
);
--> statement-breakpoint
CREATE TABLE "file_parts" (
	"file_id" uuid NOT NULL,
	"part" integer NOT NULL,
	"size" integer NOT NULL,
	"etag" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "file_parts_file_id_part_pk" PRIMARY KEY("file_id","part")
);
--> statement-breakpoint
CREATE TABLE "file_sweeps" (
	"bucket" text PRIMARY KEY NOT NULL,
	"cursor" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "community_id" uuid;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "space_id" uuid;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "purpose" "file_purpose" DEFAULT 'attachment' NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "attached_to" uuid;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "upload_id" text;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "replaces" uuid;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "touched_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "finished_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "released_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "file_downloads" ADD CONSTRAINT "file_downloads_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_parts" ADD CONSTRAINT "file_parts_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_community_id_communities_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."communities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_files_sweep" ON "files" USING btree ("r2_key" collate "C");--> statement-breakpoint
CREATE INDEX "idx_files_quota" ON "files" USING btree ("community_id","uploader_id","file_size");--> statement-breakpoint
CREATE INDEX "idx_files_space" ON "files" USING btree ("space_id","purpose");--> statement-breakpoint
CREATE INDEX "idx_files_attached_to" ON "files" USING btree ("attached_to");--> statement-breakpoint
CREATE INDEX "idx_files_pending" ON "files" USING btree ("touched_at") WHERE "files"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "idx_files_released_at" ON "files" USING btree ("released_at") WHERE "files"."released_at" is not null;