import { Checkbox } from '../../../../ui/choice.tsx'
import { SelectField, TextField } from '../../../../ui/field.tsx'
import { lessonPath } from '../../../rules.ts'
import { lessonType } from '../../../tables.ts'
import { TYPES } from '../../../words/rules.ts'
import { type EditorMine, type EditorShared, SaveButtons } from '../views.tsx'

/** When a lesson opens, to whom, and what makes it done. */
export function LessonSettings({
  slug,
  course,
  lesson,
  held,
  errors = {},
  typed = {},
}: EditorMine & EditorShared) {
  const { unlockMode } = course
  const isPlayed = lesson.lessonType === 'video' || lesson.lessonType === 'audio'
  return (
    <div class="form card lesson-editor-side">
      <Tick
        name="isPublished"
        isOn={lesson.publishedAt !== null}
        label="Learners see it"
        hint="Else it is a draft."
      />
      <Tick
        name="isPreview"
        isOn={lesson.isPreview}
        label="A preview"
        hint="Open to everyone who may see the space, enrolled or not."
      />
      {isPlayed && (
        <Tick
          name="doneAtEnd"
          isOn={held.doneAtEnd}
          label="Done when played to the end"
          hint="Else when people say so."
        />
      )}
      {unlockMode === 'timed' && (
        <TextField
          name="dripDelayDays"
          label="Opens so many days after one enrols"
          optional
          inputmode="numeric"
          value={String(typed.dripDelayDays ?? lesson.dripDelayDays ?? '')}
          error={errors.dripDelayDays}
          placeholder="0"
        />
      )}
      {unlockMode === 'scheduled' && (
        <TextField
          name="opensAt"
          label="Opens on"
          type="datetime-local"
          value={String(typed.opensAt ?? lesson.opensAt ?? '')}
          error={errors.opensAt}
          hint={`By the clocks of ${course.timeZone.replaceAll('_', ' ')}. Without a date it stays locked.`}
        />
      )}
      <TextField
        name="durationMinutes"
        label="Minutes it takes"
        optional
        inputmode="numeric"
        value={String(typed.durationMinutes ?? lesson.durationMinutes ?? '')}
        error={errors.durationMinutes}
        hint={isPlayed ? 'Empty: as long as it plays.' : undefined}
      />
      <SelectField
        name="lessonType"
        label="Kind"
        value={lesson.lessonType}
        options={lessonType.enumValues.map((value) => ({ value, label: TYPES[value].words }))}
      />
      <SaveButtons at={lessonPath(slug, course.id, lesson.id)} />
    </div>
  )
}

type TickProps = { name: string; isOn: boolean; label: string; hint: string }

const Tick = ({ name, isOn, label, hint }: TickProps) => (
  <div>
    <input type="hidden" name={name} value="no" />
    <Checkbox name={name} value="yes" checked={isOn} label={label} hint={hint} />
  </div>
)
