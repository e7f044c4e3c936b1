import { startChecks } from './billing/drift/jobs.ts'
import { endForsaken } from './billing/ending/jobs.ts'
import { lapse } from './billing/lapsing/jobs.ts'
import { clearLetters } from './billing/letters/jobs.ts'
import { moveLeft } from './billing/moves/jobs.ts'
import { announceRenewals } from './billing/renewals/jobs.ts'
import { dropArchives, fillArchive } from './chat/archive/jobs.ts'
import { letTalkFilesGo } from './chat/direct/files/jobs.ts'
import { passOn } from './communities/succession/jobs.ts'
import { letWorkGo } from './courses/assignments/files/jobs.ts'
import { announceUnlocked } from './courses/drip/jobs.ts'
import { letLessonFilesGo } from './courses/media/jobs.ts'
import { closeOverdue } from './courses/quizzes/attempts/closing/jobs.ts'
import { connect, type Db } from './db/connect.ts'
import { tellable } from './db/tellable.ts'
import { letEventFilesGo } from './events/recording/jobs.ts'
import { forgetOldReminders, remind } from './events/reminders/jobs.ts'
import { extend, followClocks, forgetLost, freeSeats } from './events/upkeep/jobs.ts'
import { cleanFiles } from './files/cleaning/jobs.ts'
import { askForSums } from './files/sums/jobs.ts'
import { boundHistory } from './notifications/history/jobs.ts'
import { deliver, forgetDeleted } from './notifications/jobs.ts'
import { letAttachmentsGo } from './posts/attachments/jobs.ts'
import { publishDue } from './posts/scheduled/jobs.ts'
import { queueInvitations } from './spaces/invites/letters/jobs.ts'

type Job = (at: { env: Env; db: Db; now: Date }) => Promise<void>

/** Cron expression of wrangler.toml -> what it starts. */
export const schedule: Record<string, Job[]> = {
  '* * * * *': [
    ...[publishDue, passOn, forgetDeleted, lapse, announceRenewals, endForsaken],
    ...[announceUnlocked, closeOverdue, remind, freeSeats, deliver, queueInvitations, fillArchive],
  ],
  '17 3 * * *': [
    ...[cleanFiles, askForSums, letAttachmentsGo, letLessonFilesGo, letWorkGo, letEventFilesGo],
    letTalkFilesGo,
    ...[clearLetters, startChecks, moveLeft, boundHistory],
    ...[dropArchives, extend, followClocks, forgetLost, forgetOldReminders],
  ],
}

/** Runs a tick's jobs side by side; one that fails does not hold up the others, and fails the tick. */
export async function runCron(controller: ScheduledController, env: Env): Promise<void> {
  const at = { env, db: connect(env), now: new Date(controller.scheduledTime) }
  const jobs = schedule[controller.cron] ?? []
  const results = await Promise.allSettled(jobs.map((job) => job(at)))
  const reasons = results.flatMap((r) => (r.status === 'rejected' ? [r.reason] : []))
  for (const reason of reasons)
    console.error(JSON.stringify({ event: 'job failed', ...tellable(reason) }))
  // only that, since the platform logs what is thrown
  if (reasons.length) throw new Error('a scheduled job failed')
}
