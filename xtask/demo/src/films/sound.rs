//! The orchestra's film: a drawn score that plays, and the soundtrack that plays it.

use std::f32::consts::{PI, TAU};

use super::canvas::{Canvas, chance, tint};
use super::{HEIGHT, WIDTH};

const STEPS: usize = 48;
const SAMPLE_RATE: usize = 44_100;

/// One note of the loop: when (0..1), how high (0..1), how loud.
struct Note {
    at: f32,
    pitch: usize,
    loud: f32,
    voice: usize,
}

fn notes() -> Vec<Note> {
    (0..STEPS * 3)
        .filter_map(|i| {
            let (step, voice) = (i % STEPS, i / STEPS);
            let density = [0.55, 0.34, 0.22][voice];
            let n = (step * 7 + voice * 131) as f32;
            if chance(n) > density && !(voice == 0 && step.is_multiple_of(8)) {
                return None;
            }
            let wander = (step as f32 / STEPS as f32 * TAU * (1.0 + voice as f32)).sin() * 3.5 + 5.0;
            let pitch = (wander + chance(n + 40.0) * 3.0) as usize;
            Some(Note {
                at: step as f32 / STEPS as f32,
                pitch,
                loud: 0.5 + 0.5 * chance(n + 9.0),
                voice,
            })
        })
        .collect()
}

pub fn score(canvas: &mut Canvas, t: f32) {
    canvas.ground(0x6fa8dc);
    for line in 0..9 {
        canvas.bar(
            0.0,
            120.0 + line as f32 * 60.0,
            WIDTH as f32,
            1.6,
            tint(0x17181c, 0.45),
        );
    }
    let inks = [0x17181c, 0xf6f1e7, 0xe88d9d];
    for note in notes() {
        let age = (t - note.at).rem_euclid(1.0);
        let x = 60.0 + note.at * (WIDTH as f32 - 120.0);
        let y = HEIGHT as f32 - 70.0 - note.pitch as f32 * 56.0 + note.voice as f32 * 14.0;
        let ring = (-age * 14.0).exp();
        let radius = 7.0 + 13.0 * note.loud;
        canvas.disc(
            x,
            y,
            radius + 46.0 * (1.0 - (-age * 22.0).exp()),
            tint(inks[note.voice], 0.30 * ring),
        );
        canvas.disc(x, y, radius * (1.0 + 0.9 * ring), tint(inks[note.voice], 1.0));
        // The string under the note trembles after it is touched.
        let tremble = 22.0 * ring * (age * 260.0).sin();
        let string: Vec<(f32, f32)> = (0..=16)
            .map(|i| {
                let u = i as f32 / 16.0;
                (x + tremble * (u * PI).sin(), y + u * (HEIGHT as f32 - y))
            })
            .collect();
        canvas.line(&string, 1.5 + note.voice as f32, tint(inks[note.voice], 0.8));
    }
    let head = 60.0 + t * (WIDTH as f32 - 120.0);
    canvas.bar(head - 1.5, 60.0, 3.0, HEIGHT as f32 - 60.0, tint(0xd3a13b, 1.0));
}

/// Plucked strings in a pentatonic mode, wrapped so that the tail runs into the beginning.
pub fn soundtrack(seconds: f32) -> Vec<u8> {
    let total = (seconds * SAMPLE_RATE as f32) as usize;
    let mut mix = vec![0.0f32; total];
    let scale = [0, 3, 5, 7, 10];
    for note in notes() {
        let semitones = scale[note.pitch % 5] + 12 * (note.pitch / 5) as i32;
        let base = [146.83, 293.66, 73.42][note.voice];
        let frequency = base * 2f32.powf(semitones as f32 / 12.0);
        // Karplus–Strong: a burst of noise going round a delay line, losing its edge.
        let period = (SAMPLE_RATE as f32 / frequency) as usize;
        let mut line: Vec<f32> = (0..period)
            .map(|i| chance(i as f32 * 1.37 + note.at * 91.0) * 2.0 - 1.0)
            .collect();
        let start = (note.at * total as f32) as usize;
        let length = (SAMPLE_RATE as f32 * 2.6) as usize;
        for i in 0..length {
            let a = line[i % period];
            let b = line[(i + 1) % period];
            line[i % period] = (a + b) * 0.4985;
            let fade = 1.0 - i as f32 / length as f32;
            mix[(start + i) % total] += a * 0.16 * note.loud * fade;
        }
    }
    let peak = mix.iter().fold(0.01f32, |peak, s| peak.max(s.abs()));
    let data: Vec<u8> = mix
        .iter()
        .flat_map(|s| ((s / peak * 0.8 * 32_767.0) as i16).to_le_bytes())
        .collect();
    let mut wav = b"RIFF".to_vec();
    wav.extend((36 + data.len() as u32).to_le_bytes());
    wav.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    wav.extend((SAMPLE_RATE as u32).to_le_bytes());
    wav.extend((SAMPLE_RATE as u32 * 2).to_le_bytes());
    wav.extend(b"\x02\0\x10\0data");
    wav.extend((data.len() as u32).to_le_bytes());
    wav.extend(data);
    wav
}
