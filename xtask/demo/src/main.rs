mod fonts; mod typeset;
fn main() -> anyhow::Result<()> {
    let dir = std::path::Path::new("fonts");
    fonts::install(dir)?;
    let f = std::sync::Arc::new(fonts::load(dir)?);
    let a: Vec<String> = std::env::args().collect();
    let d = typeset::lay_out(std::path::Path::new("content"), &f, &a[1], &[])?;
    std::fs::write("/tmp/o.pdf", typeset::to_pdf(&d, "x")?)?;
    for p in typeset::to_pictures(&d, 100) { println!("{}", p.width()); }
    Ok(())
}
