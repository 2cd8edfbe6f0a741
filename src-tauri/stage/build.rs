//! Builds the stage again when the screens were built again: release programs carry them inside.

fn main() {
    // A debug program reads the screens from disk at run time and need not be rebuilt.
    if std::env::var("PROFILE").as_deref() == Ok("release") {
        println!("cargo:rerun-if-changed=../../ui/dist");
    } else {
        println!("cargo:rerun-if-changed=build.rs");
    }
}
