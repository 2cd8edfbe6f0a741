// Where the page begins: the styles, and App with a host that speaks to the origin the page came from.

import { mount } from "svelte";
import App from "./App.svelte";
import { originHost } from "./host/host";
import "./styles/index.css";
import { firstPicture } from "./screens/opening";
import { fingers } from "./touch/fingers";

const stand = Number(new URLSearchParams(location.search).get("stand"));

fingers(window);
await firstPicture();
mount(App, {
  target: document.body,
  props: { host: originHost(), stand: Number.isInteger(stand) && stand > 0 ? stand : null },
});
