import { asset } from '../../ui/assets.ts'
import { Button } from '../../ui/button.tsx'

export type Track = { url: string; label: string; lang: string }

type Props = {
  kind: 'video' | 'audio'
  src: string
  /** names it aloud, and on the lock screen of a phone */
  title: string
  /** by which this device remembers how far one came; without it nothing is remembered here */
  remember?: string
  /** seconds from the beginning, from someone who remembers better than this device */
  start?: number
  width?: number
  height?: number
  poster?: string | null
  tracks?: Track[]
}

/**
 * Plays a video or a sound. Without JavaScript these are the browser's own controls; with it, ours,
 * whose script comes only where a player stands. It tells what goes on by an event `player` that
 * bubbles: see client.ts.
 */
export function Player({ kind, src, title, tracks = [], width, height, poster, ...more }: Props) {
  const { remember, start } = more
  const children = tracks.map(({ url, label, lang }) => (
    <track kind="captions" src={url} label={label} srclang={lang} />
  ))
  return (
    <figure
      class={`player player-${kind}`}
      data-script={asset('player.js')}
      data-player={remember ?? ''}
      data-start={start}
      aria-label={title}
    >
      {kind === 'video' ? (
        // biome-ignore lint/a11y/useMediaCaption: those that there are stand among its children
        <video
          controls
          playsinline
          preload="metadata"
          src={src}
          title={title}
          poster={poster ?? undefined}
          width={width ?? 1280}
          height={height ?? 720}
        >
          {children}
        </video>
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: those that there are stand among its children
        <audio controls preload="metadata" src={src} title={title}>
          {children}
        </audio>
      )}
      <Bar hasCaptions={tracks.length > 0} isVideo={kind === 'video'} />
    </figure>
  )
}

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]

/** Unseen until the script is there, which its style sheet sees to: its place is kept. */
function Bar({ hasCaptions, isVideo }: { hasCaptions: boolean; isVideo: boolean }) {
  const button = { type: 'button', look: 'plain', size: 'small' } as const
  return (
    <div class="player-bar">
      <Button {...button} icon="play" label="Play (k)" data-do="play" class="player-on" />
      <Button {...button} icon="pause" label="Pause (k)" data-do="play" class="player-off" />
      <span class="player-time">
        <span data-now>0:00</span> / <span data-all>0:00</span>
      </span>
      <input
        class="player-seek"
        type="range"
        min="0"
        max="0"
        step="any"
        value="0"
        aria-label="Seek"
      />
      <Button {...button} icon="sound" label="Mute (m)" data-do="mute" class="player-loud" />
      <Button {...button} icon="muted" label="Unmute (m)" data-do="mute" class="player-muted" />
      {hasCaptions && (
        <Button
          {...button}
          icon="captions"
          label="Captions (c)"
          data-do="captions"
          aria-pressed="false"
        />
      )}
      <select class="player-speed" aria-label="Speed">
        {SPEEDS.map((speed) => (
          <option value={speed} selected={speed === 1}>{`${speed}×`}</option>
        ))}
      </select>
      {isVideo && (
        <Button {...button} icon="fullscreen" label="Full screen (f)" data-do="fullscreen" />
      )}
    </div>
  )
}
