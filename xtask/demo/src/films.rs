//! placeholder
pub fn make(
    _: &crate::catalogue::Film,
    _: &std::path::Path,
    _: &std::path::Path,
    _: &std::sync::Arc<crate::fonts::Typefaces>,
    _: bool,
) -> anyhow::Result<()> {
    Ok(())
}
