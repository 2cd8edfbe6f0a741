//! Where the people are in a photo, as its maker or a program has marked them, so that no crop cuts a head.

use image::metadata::Orientation;
use resvg::usvg::roxmltree::Node;

use super::xmp;
use crate::messages::Region;

/// Metadata Working Group, Guidelines for Handling Image Metadata 2.0: faces, pets and what the camera focussed on.
const MWG: &str = "http://www.metadataworkinggroup.com/schemas/regions/";
const AREA: &str = "http://ns.adobe.com/xmp/sType/Area#";
const LIVING: [&str; 3] = ["Face", "Pet", "Focus"];
/// IPTC Photo Metadata Standard 2019.1, Image Region.
const IPTC: &str = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";

/// The smallest box around everything that the XMP packet marks, upright. `width` and `height` are pixels of the picture
/// as it lies in the file: both standards count from there.
pub(super) fn focus(packet: &[u8], (width, height): (u32, u32), orientation: Orientation) -> Option<Region> {
    let marked = xmp::with_document(packet, |document| {
        let (width, height) = (f64::from(width), f64::from(height));
        let regions = document
            .descendants()
            .filter_map(|node| face(node).or_else(|| boundary(node, width, height)));
        regions.reduce(around)
    })??;
    let [left, top, right, bottom] = marked.map(|edge| edge.clamp(0.0, 1.0));
    (left < right && top < bottom).then(|| {
        let corners = [(left, top), (right, bottom)].map(|corner| upright(corner, orientation));
        let [(a, b), (c, d)] = corners;
        Region {
            left: a.min(c),
            top: b.min(d),
            right: a.max(c),
            bottom: b.max(d),
        }
    })
}

/// Left, top, right and bottom edge, 0 to 1.
type Edges = [f64; 4];

fn around(one: Edges, other: Edges) -> Edges {
    [
        one[0].min(other[0]),
        one[1].min(other[1]),
        one[2].max(other[2]),
        one[3].max(other[3]),
    ]
}

/// A region by its middle and its size.
fn face(node: Node<'_, '_>) -> Option<Edges> {
    if !node.has_tag_name((MWG, "Area")) {
        return None;
    }
    let kind = node.parent().and_then(|region| texts(region, MWG, "Type").next());
    if kind.is_some_and(|kind| !LIVING.contains(&kind)) {
        return None;
    }
    let number = |name| numbers(node, AREA, name).next();
    let (x, y) = (number("x")?, number("y")?);
    let (w, h) = (number("w").unwrap_or(0.0) / 2.0, number("h").unwrap_or(0.0) / 2.0);
    Some([x - w, y - h, x + w, y + h])
}

/// A rectangle by its corner, a circle by its middle, or a polygon.
fn boundary(node: Node<'_, '_>, width: f64, height: f64) -> Option<Edges> {
    if !node.has_tag_name((IPTC, "RegionBoundary")) {
        return None;
    }
    let (w, h) = match texts(node, IPTC, "rbUnit").next() {
        Some("pixel") => (width, height),
        _ => (1.0, 1.0),
    };
    let number = |name| numbers(node, IPTC, name).next().unwrap_or(0.0);
    // The radius is a share of the width.
    let radius = number("rbRx") / w;
    let tall = radius * width / height;
    let points = numbers(node, IPTC, "rbX").zip(numbers(node, IPTC, "rbY"));
    let boxes = points.map(|(x, y)| {
        let (x, y) = (x / w, y / h);
        let (across, down) = (number("rbW") / w, number("rbH") / h);
        [x - radius, y - tall, x + across + radius, y + down + tall]
    });
    boxes.reduce(around)
}

/// A property of a structure may be an attribute or an element.
fn texts<'a>(node: Node<'a, 'a>, space: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    node.descendants().filter_map(move |node| {
        node.attribute((space, name)).or_else(|| {
            node.has_tag_name((space, name))
                .then(|| node.text().unwrap_or_default().trim())
        })
    })
}

fn numbers<'a>(node: Node<'a, 'a>, space: &'a str, name: &'a str) -> impl Iterator<Item = f64> {
    texts(node, space, name)
        .filter_map(|text| text.parse().ok())
        .filter(|number: &f64| number.is_finite())
}

/// A point of the picture as it lies in the file, where it is once the picture has been turned.
fn upright((x, y): (f64, f64), orientation: Orientation) -> (f64, f64) {
    match orientation {
        Orientation::NoTransforms => (x, y),
        Orientation::Rotate90 => (1.0 - y, x),
        Orientation::Rotate180 => (1.0 - x, 1.0 - y),
        Orientation::Rotate270 => (y, 1.0 - x),
        Orientation::FlipHorizontal => (1.0 - x, y),
        Orientation::FlipVertical => (x, 1.0 - y),
        Orientation::Rotate90FlipH => (y, x),
        Orientation::Rotate270FlipH => (1.0 - y, 1.0 - x),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packet(regions: &str) -> Vec<u8> {
        format!(
            r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description xmlns:mwg-rs="{MWG}" xmlns:stArea="{AREA}" xmlns:ext="{IPTC}">{regions}</rdf:Description>
            </rdf:RDF></x:xmpmeta>"#
        )
        .into_bytes()
    }

    fn edges(packet: &[u8], orientation: Orientation) -> Option<[f64; 4]> {
        let region = focus(packet, (400, 200), orientation)?;
        let edges = [region.left, region.top, region.right, region.bottom];
        Some(edges.map(|edge| (edge * 1000.0).round() / 1000.0))
    }

    fn faces() -> Vec<u8> {
        packet(
            r#"<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag>
            <rdf:li><rdf:Description mwg-rs:Name="Anna" mwg-rs:Type="Face">
                <mwg-rs:Area stArea:x="0.3" stArea:y="0.4" stArea:w="0.2" stArea:h="0.4" stArea:unit="normalized"/>
            </rdf:Description></rdf:li>
            <rdf:li rdf:parseType="Resource"><mwg-rs:Type>Face</mwg-rs:Type><mwg-rs:Area rdf:parseType="Resource">
                <stArea:x>0.5</stArea:x><stArea:y>0.5</stArea:y><stArea:w>0.1</stArea:w><stArea:h>0.2</stArea:h>
            </mwg-rs:Area></rdf:li>
            <rdf:li><rdf:Description mwg-rs:Type="BarCode">
                <mwg-rs:Area stArea:x="0.9" stArea:y="0.9" stArea:w="0.2" stArea:h="0.2"/>
            </rdf:Description></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>"#,
        )
    }

    #[test]
    fn all_faces_are_within_the_box() {
        assert_eq!(
            edges(&faces(), Orientation::NoTransforms),
            Some([0.2, 0.2, 0.55, 0.6])
        );
    }

    #[test]
    fn the_box_turns_with_the_picture() {
        let turned = |orientation| edges(&faces(), orientation).unwrap();
        assert_eq!(turned(Orientation::Rotate90), [0.4, 0.2, 0.8, 0.55]);
        assert_eq!(turned(Orientation::Rotate180), [0.45, 0.4, 0.8, 0.8]);
        assert_eq!(turned(Orientation::Rotate270), [0.2, 0.45, 0.6, 0.8]);
        assert_eq!(turned(Orientation::FlipHorizontal), [0.45, 0.2, 0.8, 0.6]);
        assert_eq!(turned(Orientation::FlipVertical), [0.2, 0.4, 0.55, 0.8]);
        assert_eq!(turned(Orientation::Rotate90FlipH), [0.2, 0.2, 0.6, 0.55]);
        assert_eq!(turned(Orientation::Rotate270FlipH), [0.4, 0.45, 0.8, 0.8]);
    }

    #[test]
    fn regions_of_the_press_are_rectangles_circles_and_polygons() {
        let region = |boundary: &str| {
            packet(&format!(
                r#"<ext:ImageRegion><rdf:Bag><rdf:li rdf:parseType="Resource">
                <ext:RegionBoundary rdf:parseType="Resource">{boundary}</ext:RegionBoundary></rdf:li></rdf:Bag></ext:ImageRegion>"#
            ))
        };
        let rectangle = "<ext:rbShape>rectangle</ext:rbShape><ext:rbUnit>pixel</ext:rbUnit>
            <ext:rbX>100</ext:rbX><ext:rbY>20</ext:rbY><ext:rbW>200</ext:rbW><ext:rbH>100</ext:rbH>";
        let circle = "<ext:rbShape>circle</ext:rbShape><ext:rbUnit>relative</ext:rbUnit>
            <ext:rbX>0.5</ext:rbX><ext:rbY>0.5</ext:rbY><ext:rbRx>0.1</ext:rbRx>";
        let polygon = r#"<ext:rbShape>polygon</ext:rbShape><ext:rbUnit>relative</ext:rbUnit><ext:rbVertices><rdf:Seq>
            <rdf:li ext:rbX="0.1" ext:rbY="0.2"/><rdf:li ext:rbX="0.7" ext:rbY="0.3"/><rdf:li ext:rbX="0.4" ext:rbY="0.9"/>
            </rdf:Seq></ext:rbVertices>"#;
        let found = |shape| edges(&region(shape), Orientation::NoTransforms).unwrap();
        assert_eq!(found(rectangle), [0.25, 0.1, 0.75, 0.6]);
        assert_eq!(found(circle), [0.4, 0.3, 0.6, 0.7]);
        assert_eq!(found(polygon), [0.1, 0.2, 0.7, 0.9]);
    }

    #[test]
    fn what_is_not_marked_or_makes_no_sense_says_nothing() {
        assert_eq!(edges(&packet(""), Orientation::NoTransforms), None);
        assert_eq!(edges(b"<x", Orientation::NoTransforms), None);
        for area in [
            r#"<mwg-rs:Area stArea:x="NaN" stArea:y="0.5" stArea:w="1" stArea:h="1"/>"#,
            r#"<mwg-rs:Area stArea:x="7" stArea:y="7" stArea:w="1" stArea:h="1"/>"#,
            r#"<mwg-rs:Area stArea:x="0.5" stArea:y="0.5"/>"#,
        ] {
            assert_eq!(edges(&packet(area), Orientation::NoTransforms), None, "{area}");
        }
    }
}
