//! The least that a Tauri program can show: a window filled with one colour. Vitrine's start is held against it.

/// The colour that the bench waits for (xtask/bench/src/windows.rs).
const PAINT: &str =
    "addEventListener('DOMContentLoaded', () => (document.documentElement.style.background = '#c8003c'))";

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .setup(|app| {
            let page = tauri::Url::parse("about:blank")?;
            tauri::WebviewWindowBuilder::new(app, "empty", tauri::WebviewUrl::External(page))
                .initialization_script(PAINT)
                .position(0.0, 0.0)
                .inner_size(1920.0, 1080.0)
                .decorations(false)
                .fullscreen(true)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
