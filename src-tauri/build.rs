//! Lets tauri read `tauri.conf.json` at the root and find the capabilities where this house keeps them.

fn main() {
    tauri_build::try_build(
        tauri_build::Attributes::new().capabilities_path_pattern("./src-tauri/capabilities/**/*"),
    )
    .expect("tauri.conf.json at the root is valid; the message above says what is not");
}
