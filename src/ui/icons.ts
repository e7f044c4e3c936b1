import archive from 'lucide/dist/esm/icons/archive.mjs'
import arrowDown from 'lucide/dist/esm/icons/arrow-down.mjs'
import back from 'lucide/dist/esm/icons/arrow-left.mjs'
import arrowRight from 'lucide/dist/esm/icons/arrow-right.mjs'
import arrowUp from 'lucide/dist/esm/icons/arrow-up.mjs'
import mention from 'lucide/dist/esm/icons/at-sign.mjs'
import ban from 'lucide/dist/esm/icons/ban.mjs'
import bell from 'lucide/dist/esm/icons/bell.mjs'
import bookmark from 'lucide/dist/esm/icons/bookmark.mjs'
import events from 'lucide/dist/esm/icons/calendar-days.mjs'
import captions from 'lucide/dist/esm/icons/captions.mjs'
import chart from 'lucide/dist/esm/icons/chart-column.mjs'
import poll from 'lucide/dist/esm/icons/chart-no-axes-column.mjs'
import check from 'lucide/dist/esm/icons/check.mjs'
import checks from 'lucide/dist/esm/icons/check-check.mjs'
import down from 'lucide/dist/esm/icons/chevron-down.mjs'
import left from 'lucide/dist/esm/icons/chevron-left.mjs'
import right from 'lucide/dist/esm/icons/chevron-right.mjs'
import up from 'lucide/dist/esm/icons/chevron-up.mjs'
import error from 'lucide/dist/esm/icons/circle-alert.mjs'
import success from 'lucide/dist/esm/icons/circle-check.mjs'
import help from 'lucide/dist/esm/icons/circle-question-mark.mjs'
import clock from 'lucide/dist/esm/icons/clock.mjs'
import code from 'lucide/dist/esm/icons/code.mjs'
import compass from 'lucide/dist/esm/icons/compass.mjs'
import copy from 'lucide/dist/esm/icons/copy.mjs'
import reply from 'lucide/dist/esm/icons/corner-down-right.mjs'
import card from 'lucide/dist/esm/icons/credit-card.mjs'
import crown from 'lucide/dist/esm/icons/crown.mjs'
import door from 'lucide/dist/esm/icons/door-open.mjs'
import download from 'lucide/dist/esm/icons/download.mjs'
import more from 'lucide/dist/esm/icons/ellipsis.mjs'
import external from 'lucide/dist/esm/icons/external-link.mjs'
import eye from 'lucide/dist/esm/icons/eye.mjs'
import hidden from 'lucide/dist/esm/icons/eye-off.mjs'
import react from 'lucide/dist/esm/icons/face-slightly-smiling-plus.mjs'
import file from 'lucide/dist/esm/icons/file-text.mjs'
import flag from 'lucide/dist/esm/icons/flag.mjs'
import folder from 'lucide/dist/esm/icons/folder.mjs'
import resources from 'lucide/dist/esm/icons/folder-open.mjs'
import gift from 'lucide/dist/esm/icons/gift.mjs'
import globe from 'lucide/dist/esm/icons/globe.mjs'
import course from 'lucide/dist/esm/icons/graduation-cap.mjs'
import grip from 'lucide/dist/esm/icons/grip-vertical.mjs'
import hash from 'lucide/dist/esm/icons/hash.mjs'
import heart from 'lucide/dist/esm/icons/heart.mjs'
import home from 'lucide/dist/esm/icons/house.mjs'
import image from 'lucide/dist/esm/icons/image.mjs'
import inbox from 'lucide/dist/esm/icons/inbox.mjs'
import info from 'lucide/dist/esm/icons/info.mjs'
import italic from 'lucide/dist/esm/icons/italic.mjs'
import key from 'lucide/dist/esm/icons/key.mjs'
import spaces from 'lucide/dist/esm/icons/layers.mjs'
import grid from 'lucide/dist/esm/icons/layout-grid.mjs'
import bold from 'lucide/dist/esm/icons/letter-b.mjs'
import link from 'lucide/dist/esm/icons/link.mjs'
import list from 'lucide/dist/esm/icons/list.mjs'
import ordered from 'lucide/dist/esm/icons/list-ordered.mjs'
import lock from 'lucide/dist/esm/icons/lock.mjs'
import unlock from 'lucide/dist/esm/icons/lock-open.mjs'
import signIn from 'lucide/dist/esm/icons/log-in.mjs'
import signOut from 'lucide/dist/esm/icons/log-out.mjs'
import mail from 'lucide/dist/esm/icons/mail.mjs'
import place from 'lucide/dist/esm/icons/map-pin.mjs'
import fullscreen from 'lucide/dist/esm/icons/maximize.mjs'
import megaphone from 'lucide/dist/esm/icons/megaphone.mjs'
import menu from 'lucide/dist/esm/icons/menu.mjs'
import comment from 'lucide/dist/esm/icons/message-circle.mjs'
import chat from 'lucide/dist/esm/icons/message-square.mjs'
import discussion from 'lucide/dist/esm/icons/messages-square.mjs'
import system from 'lucide/dist/esm/icons/monitor.mjs'
import moon from 'lucide/dist/esm/icons/moon.mjs'
import attach from 'lucide/dist/esm/icons/paperclip.mjs'
import pause from 'lucide/dist/esm/icons/pause.mjs'
import pencil from 'lucide/dist/esm/icons/pencil.mjs'
import pin from 'lucide/dist/esm/icons/pin.mjs'
import unpin from 'lucide/dist/esm/icons/pin-off.mjs'
import play from 'lucide/dist/esm/icons/play.mjs'
import plus from 'lucide/dist/esm/icons/plus.mjs'
import quote from 'lucide/dist/esm/icons/quote.mjs'
import refresh from 'lucide/dist/esm/icons/refresh-cw.mjs'
import history from 'lucide/dist/esm/icons/rotate-ccw-clock.mjs'
import search from 'lucide/dist/esm/icons/search.mjs'
import send from 'lucide/dist/esm/icons/send.mjs'
import settings from 'lucide/dist/esm/icons/settings.mjs'
import share from 'lucide/dist/esm/icons/share-2.mjs'
import shield from 'lucide/dist/esm/icons/shield-check.mjs'
import sparkles from 'lucide/dist/esm/icons/sparkles.mjs'
import edit from 'lucide/dist/esm/icons/square-pen.mjs'
import star from 'lucide/dist/esm/icons/star.mjs'
import sun from 'lucide/dist/esm/icons/sun.mjs'
import like from 'lucide/dist/esm/icons/thumbs-up.mjs'
import ticket from 'lucide/dist/esm/icons/ticket.mjs'
import trash from 'lucide/dist/esm/icons/trash.mjs'
import warning from 'lucide/dist/esm/icons/triangle-alert.mjs'
import restore from 'lucide/dist/esm/icons/undo-2.mjs'
import upload from 'lucide/dist/esm/icons/upload.mjs'
import user from 'lucide/dist/esm/icons/user.mjs'
import removeUser from 'lucide/dist/esm/icons/user-minus.mjs'
import addUser from 'lucide/dist/esm/icons/user-plus.mjs'
import users from 'lucide/dist/esm/icons/users.mjs'
import sound from 'lucide/dist/esm/icons/volume-2.mjs'
import muted from 'lucide/dist/esm/icons/volume-x.mjs'
import offline from 'lucide/dist/esm/icons/wifi-off.mjs'
import close from 'lucide/dist/esm/icons/x.mjs'

/** Every icon of the product, by what it means here. */
export const icons = {
  home,
  inbox,
  bell,
  search,
  users,
  settings,
  plus,
  edit,
  pencil,
  more,
  discussion,
  comment,
  chat,
  course,
  events,
  resources,
  lock,
  unlock,
  key,
  pin,
  unpin,
  heart,
  like,
  react,
  trash,
  archive,
  restore,
  link,
  external,
  share,
  bookmark,
  flag,
  check,
  checks,
  close,
  down,
  right,
  up,
  left,
  back,
  arrowRight,
  arrowUp,
  arrowDown,
  signOut,
  signIn,
  sun,
  moon,
  system,
  shield,
  crown,
  user,
  addUser,
  removeUser,
  ban,
  globe,
  place,
  eye,
  hidden,
  image,
  upload,
  attach,
  pause,
  download,
  file,
  clock,
  history,
  grip,
  info,
  warning,
  error,
  success,
  mail,
  megaphone,
  poll,
  copy,
  reply,
  menu,
  compass,
  sparkles,
  mention,
  bold,
  italic,
  code,
  list,
  ordered,
  quote,
  hash,
  door,
  send,
  play,
  help,
  refresh,
  offline,
  ticket,
  gift,
  card,
  star,
  spaces,
  chart,
  folder,
  grid,
  sound,
  muted,
  captions,
  fullscreen,
}

export type IconName = keyof typeof icons
