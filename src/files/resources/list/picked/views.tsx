import { Button } from '../../../../ui/button.tsx'
import { MOST_FILES } from '../../../zip/rules.ts'

/** The files that are ticked, as one zip; there is nothing of it while none is. */
export const Picked = ({ name }: { name: string }) => (
  <form class="shelf-picked" id="picked" action="/files/zip" method="get">
    <input type="hidden" name="name" value={name} />
    <Button size="small" icon="download">
      Download the ticked<span class="picked-more"> as a zip</span>
    </Button>
    <span class="hint">{`Up to ${MOST_FILES}.`}</span>
  </form>
)
