import { zoneNames } from '../../../posts/zones/rules.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { SelectField } from '../../../ui/field.tsx'
import { ActionForm } from '../../../ui/form.tsx'

/** Which clocks one reads times by. */
export function ZoneForm({ zone }: { zone: string | null }) {
  const names = zoneNames()
  const all = !zone || names.includes(zone) ? names : [zone, ...names]
  return (
    <Card title="Your clocks">
      <ActionForm class="form" action="/zone" enhance={false}>
        <SelectField
          name="zone"
          label="Show times as in"
          value={zone ?? 'UTC'}
          options={all.map((name) => ({ value: name, label: name.replaceAll('_', ' ') }))}
          hint="In every browser that you sign in with. The time of the place always stands beside it."
        />
        <div class="form-actions">
          <Button>Save</Button>
        </div>
      </ActionForm>
    </Card>
  )
}
