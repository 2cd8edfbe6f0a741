// Every word the screens can say, as one type: a language that lacks one does not compile.

/** The words of one interface language. Functions take numbers or ready names and return a whole phrase. */
export interface Words {
  /** BCP 47 code. */
  code: string;
  /** The language's own name for itself. */
  name: string;
  /** Writing direction. */
  direction: "ltr" | "rtl";

  // Plinth
  allStands: string;
  back: string;
  programme: string;
  language: string;
  stand: (number: number) => string;
  /** Word above the numeral on the attract plaque. */
  standWord: string;
  previousStand: string;
  nextStand: string;

  // Attract
  invitation: string;
  /** Before a time of day: "Next at 15:45". */
  nextAt: string;

  // Hall and programme
  exhibition: string;
  now: string;
  next: string;
  today: string;
  until: (time: string) => string;
  pageOf: (page: number, pages: number) => string;
  previousPage: string;
  nextPage: string;

  // Stand
  publications: string;
  films: string;
  photoExhibitions: string;
  /** Title of photos whose folder says nothing. */
  photographs: string;
  countPublications: (n: number) => string;
  countFilms: (n: number) => string;
  countPhotos: (n: number) => string;
  more: (n: number) => string;
  fromStart: string;
  arrivingSoon: string;
  arrivingSoonMore: string;
  /** Name of a stand that has none. */
  unnamedStand: string;
  /** Accessible name of the language codes under a publication: "Available in English, French". */
  availableIn: (languages: string) => string;

  // Still there?
  stillThere: string;
  touchToStay: string;
  startOver: string;
  secondsLeft: (n: number) => string;

  // When something is missing
  stillOpening: string;
  filmFails: string;
  publicationFails: string;
  photoFails: string;
  pageFails: string;

  // Reader
  previous: string;
  nextTurn: string;
  pages: string;
  contents: string;
  zoom: string;
  zoomIn: string;
  zoomOut: string;
  wholePage: string;
  /** Name of the small map that shows which part of a zoomed page or photo is in view. */
  inView: string;
  close: string;
  of: (n: number) => string;
  page: (n: number) => string;
  edition: string;
  /** Said after switching to an edition whose pages differ: begins at page 1. */
  editionFromStart: (language: string) => string;
  /** Key of the reading mode. */
  text: string;
  /** In the reading mode, where a page has nothing but pictures. */
  noText: string;

  // Listening
  listen: string;
  /** Name of the bar with its keys. */
  readAloud: string;
  /** Says the sentence once more. */
  repeat: string;
  slower: string;
  faster: string;
  /** With the number as the language writes it: "1.25×". */
  speed: (times: string) => string;
  /** Accessible name of the timeline of a recording. */
  recording: string;
  voiceFails: string;
  recordingFails: string;

  // Photos
  allPhotos: string;
  previousPhoto: string;
  nextPhoto: string;
  slideshow: string;
  pause: string;
  photoOf: (n: number, all: number) => string;
  wholePhoto: string;

  // Cinema
  play: string;
  startAgain: string;
  tenBack: string;
  tenForward: string;
  softer: string;
  louder: string;
  volume: (step: number, steps: number) => string;
  timeline: string;
  captions: string;
  captionsIn: (language: string) => string;
  captionsOff: string;
  /** All captions of a film, to be read without it. */
  readWords: string;
  /** Before a film that flashes, with a still of it and the key to play it. */
  flashes: string;
  playAnyway: string;
  /** Above the other films where one fails. */
  alsoHere: string;
  off: string;

  // Comfort
  comfort: string;
  textSize: string;
  sizeNormal: string;
  sizeLarge: string;
  sizeLargest: string;
  contrast: string;
  contrastPaper: string;
  contrastNight: string;
  contrastYellow: string;
  /** Everything to touch lies low. */
  reach: string;
  reachHint: string;
  calm: string;
  calmHint: string;
  /** Only what exists in the language of these words is shown. */
  onlyMine: string;
  onlyMineHint: string;
  nothingInMine: string;
  /** How many things are in other languages: a sentence. */
  inOthers: (n: number) => string;
  /** Ends `onlyMine`. */
  showAll: string;
  backToNormal: string;
  /** Under it: that the end of the visit does the same. */
  backToNormalHint: string;
  done: string;
  switchedOn: string;
  switchedOff: string;
  open: string;
  openStand: (number: number) => string;

  // Take away
  /** Puts what is open on the list; on other screens, opens the list. */
  takeAway: string;
  takeAll: string;
  /** Said by the key for two seconds after it took something. */
  taken: string;
  /** The key where the open thing is on the list already: it opens the list. */
  yourList: string;
  /** The key when nothing more fits on the list. */
  listFull: string;
  /** For the ear, after the word of the key. */
  onTheList: (n: number) => string;
  takeItWithYou: string;
  thingsToCarry: (n: number) => string;
  emptyList: string;
  nothingYet: string;
  /** What the screen of an empty list explains. */
  nothingYetMore: string;
  takingExplained: string;
  remove: (title: string) => string;
  storesNothing: string;
  booklet: string;
  film: string;
  filmWithCaptions: string;
  photograph: string;
  /** For things without an address: "Ask at stand 7", "Ask at Loom Street". */
  askAt: (number: number) => string;
  askAtNamed: (name: string) => string;
  codeOfFiles: string;
  codeOfPage: string;
  /** With the title of the one thing. */
  codeOfLink: (title: string) => string;
  codeOfNote: string;
  /** Where not everything fits into the code. */
  codeHolds: (n: number, all: number) => string;
  codeFails: string;
  /** Accessible name of the code. */
  qrCode: string;
  website: string;
  /** By mail or telephone; also the key that shows website and contact of a stand, and its panel. */
  contact: string;

  // Search
  search: string;
  /** Before anything is typed: where is searched. */
  searchHint: string;
  nothingFound: string;
  stillReading: string;
  /** Name of the keyboard on the screen, and of its keys that say too little by themselves. */
  keyboard: string;
  keyboards: string;
  capitals: string;
  accents: string;
  /** Key from digits back to letters. */
  letters: string;
  erase: string;
  space: string;
  clear: string;
  countFound: (n: number) => string;
  /** The key that shows all that was found in place of the keyboard. */
  showFound: (n: number) => string;
  /** A find under its title: "Stand 2, page 18". */
  placed: (stand: string, where: string) => string;
  /** Within such a line. */
  pageIn: (n: number) => string;
  placedPhoto: string;
  placedFilm: string;

  // Find in a publication
  find: string;
  previousFind: string;
  nextFind: string;
}
