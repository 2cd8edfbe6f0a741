//! The least that a Tauri program can show: a window with one page. Vitrine's start is held against it.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let page = std::env::args()
        .nth(1)
        .ok_or("the address of a page is missing")?;
    let page = tauri::Url::parse(&page)?;
    tauri::Builder::default()
        .setup(|app| {
            tauri::WebviewWindowBuilder::new(app, "empty", tauri::WebviewUrl::External(page))
                .position(0.0, 0.0)
                .inner_size(1920.0, 1080.0)
                .decorations(false)
                .fullscreen(true)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())?;
    Ok(())
}
