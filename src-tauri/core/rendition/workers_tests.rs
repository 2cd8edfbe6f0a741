//! Real child processes: ones that work, die, hang, or are some other program.

use std::sync::mpsc::{Receiver, channel};

use super::*;
use crate::intake::reading::{Binding, Reading};
use crate::messages::ProblemCode;
use crate::rendition::confine::trial::Trial;
use crate::rendition::recipe::Size;
use crate::rendition::samples::{file, fixture, jpeg, one_page, two_halves};
use crate::rendition::worker::command_for_tests;

fn ask(workers: &Workers, job: Job, urgency: Urgency) -> Receiver<Outcome> {
    let (tell, told) = channel();
    workers.submit(job, urgency, Box::new(move |outcome| drop(tell.send(outcome))));
    told
}

fn some_job() -> Job {
    Job::Read {
        path: "whatever".into(),
    }
}

#[test]
fn a_real_worker_reads_and_renders() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("photo");
    std::fs::write(&path, jpeg(800, 600, &[])).unwrap();
    let workers = Workers::start(command_for_tests(), 2).unwrap();
    let answers: Vec<_> = (0..6)
        .map(|_| ask(&workers, Job::Read { path: path.clone() }, Urgency::Soon))
        .collect();
    let photo = ask(
        &workers,
        Job::Photo {
            path,
            sizes: vec![Size::Shelf],
        },
        Urgency::Now,
    );
    for answer in answers {
        assert!(
            matches!(answer.recv().unwrap(), Outcome::Reading(Reading::Photo(photo)) if photo.width == 800)
        );
    }
    let Outcome::Pictures(pictures) = photo.recv().unwrap() else {
        panic!("no pictures")
    };
    assert_eq!(
        image::load_from_memory(&pictures[0].1.bytes).unwrap().width(),
        400
    );
}

#[test]
fn a_command_that_cannot_start_is_an_error_at_once() {
    assert!(Workers::start(Vec::new(), 1).is_err());
    assert!(Workers::start(vec!["/no/such/program".into()], 2).is_err());
}

#[test]
fn the_queue_is_by_urgency_then_by_turn_and_can_be_changed() {
    let workers = Workers::start(command_for_tests(), 1).unwrap();
    let (order, done) = channel();
    let (release, gate) = channel::<()>();
    let (began, begun) = channel();
    let hold = move |_| {
        began.send(()).unwrap();
        gate.recv().unwrap();
    };
    workers.submit(some_job(), Urgency::Now, Box::new(hold));
    begun.recv().unwrap();
    let submit = |name: &'static str, urgency| {
        let order = order.clone();
        workers.submit(some_job(), urgency, Box::new(move |_| order.send(name).unwrap()))
    };
    submit("idle", Urgency::Idle);
    let hurried = submit("hurried", Urgency::Idle);
    submit("soon", Urgency::Soon);
    submit("now 1", Urgency::Now);
    let withdrawn = submit("withdrawn", Urgency::Now);
    submit("now 2", Urgency::Now);
    workers.hurry(hurried, Urgency::Soon);
    workers.withdraw(withdrawn);
    release.send(()).unwrap();
    let names: Vec<&str> = done.iter().take(5).collect();
    // Hurried jobs keep their place in the order of submission.
    assert_eq!(names, ["now 1", "now 2", "hurried", "soon", "idle"]);
}

#[test]
fn idle_work_never_takes_the_last_lane() {
    let workers = Workers::start(command_for_tests(), 2).unwrap();
    let (began, begun) = channel();
    let (release, gate) = channel::<()>();
    let hold = move |_| {
        began.send(()).unwrap();
        gate.recv().unwrap();
    };
    workers.submit(some_job(), Urgency::Idle, Box::new(hold));
    begun.recv().unwrap();
    let idle = ask(&workers, some_job(), Urgency::Idle);
    let now = ask(&workers, some_job(), Urgency::Now);
    now.recv().unwrap();
    assert!(idle.try_recv().is_err());
    release.send(()).unwrap();
    idle.recv().unwrap();
}

fn trial(deed: Trial) -> Job {
    Job::Trial(deed)
}

fn restless() -> Patience {
    Patience {
        rests: [Duration::ZERO; 2],
        ..Patience::default()
    }
}

#[test]
fn three_workers_die_of_a_file_and_no_more_and_nothing_else_is_lost() {
    let workers = Workers::start_with(command_for_tests(), 1, restless()).unwrap();
    let killer = ask(&workers, trial(Trial::Die), Urgency::Now);
    let sound: Vec<_> = (0..4).map(|_| ask(&workers, some_job(), Urgency::Now)).collect();
    let Outcome::Refused(refusal) = killer.recv().unwrap() else {
        panic!("not refused")
    };
    assert_eq!(refusal.code, ProblemCode::FileQuarantined);
    assert!(refusal.detail.contains("after 3 tries"), "{}", refusal.detail);
    for answer in sound {
        let outcome = answer.recv().unwrap();
        assert!(
            matches!(&outcome, Outcome::Refused(refusal) if refusal.code == ProblemCode::FileUnreadable),
            "{outcome:?}"
        );
    }
}

#[test]
fn what_rests_lets_others_pass_and_can_be_withdrawn() {
    let patience = Patience {
        rests: [Duration::from_secs(3600); 2],
        ..Patience::default()
    };
    let workers = Workers::start_with(command_for_tests(), 1, patience).unwrap();
    let (tell, killed) = channel();
    let ticket = workers.submit(
        trial(Trial::Die),
        Urgency::Now,
        Box::new(move |outcome| drop(tell.send(outcome))),
    );
    ask(&workers, some_job(), Urgency::Now).recv().unwrap();
    assert!(killed.try_recv().is_err());
    workers.withdraw(ticket);
    assert!(killed.recv().is_err(), "the callback is dropped uncalled");
}

#[test]
fn a_worker_that_hangs_or_devours_the_memory_costs_its_own_file() {
    let patience = Patience {
        read: Duration::from_secs(20),
        ..restless()
    };
    let workers = Workers::start_with(command_for_tests(), 2, patience).unwrap();
    let devours = ask(&workers, trial(Trial::Devour), Urgency::Now);
    let Outcome::Refused(refusal) = devours.recv().unwrap() else {
        panic!("not refused")
    };
    assert_eq!(refusal.code, ProblemCode::FileQuarantined);
    drop(workers);
    let patience = Patience {
        read: Duration::from_millis(300),
        ..restless()
    };
    let workers = Workers::start_with(command_for_tests(), 1, patience).unwrap();
    let hangs = ask(&workers, trial(Trial::Hang), Urgency::Now);
    let Outcome::Refused(refusal) = hangs.recv().unwrap() else {
        panic!("not refused")
    };
    assert_eq!(refusal.code, ProblemCode::FileQuarantined);
    assert!(
        refusal.detail.contains("not done after 0.3 s"),
        "{}",
        refusal.detail
    );
}

/// Some of these make a library ask for more memory than there is, which no process survives.
#[test]
fn damage_anywhere_costs_an_answer_and_nothing_more() {
    let folder = tempfile::tempdir().unwrap();
    let workers = Workers::start_with(command_for_tests(), 2, restless()).unwrap();
    let films = ["turned.mp4", "film.mkv", "film.webm", "av1.mp4"];
    let films = films.map(|name| std::fs::read(fixture(name)).unwrap());
    let page = one_page("[0 0 200 300]", 0, "BT /F1 20 Tf 50 100 Td (Words) Tj ET");
    let png = file(&two_halves(40, 30).into(), image::ImageFormat::Png);
    let mut answers = Vec::new();
    // Any fixed sequence will do, as long as it goes everywhere.
    let mut place = 12_345_u64;
    for (number, sound) in films
        .into_iter()
        .chain([page, png, jpeg(40, 30, &[])])
        .enumerate()
    {
        for round in 0..40 {
            let mut bytes = sound.clone();
            for _ in 0..3 {
                place = place
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                let length = bytes.len();
                bytes[(place >> 33) as usize % length] = (place >> 24) as u8;
            }
            let path = folder.path().join(format!("{number}-{round}"));
            std::fs::write(&path, bytes).unwrap();
            answers.push(ask(&workers, Job::Read { path: path.clone() }, Urgency::Soon));
            let sizes = vec![Size::Shelf];
            let job = match number {
                0..=3 => continue,
                4 => Job::Text {
                    path,
                    binding: Binding::Pdf,
                    first: 0,
                    count: 10,
                },
                _ => Job::Photo { path, sizes },
            };
            answers.push(ask(&workers, job, Urgency::Idle));
        }
    }
    for answer in answers {
        let outcome = answer.recv().unwrap();
        assert!(!matches!(outcome, Outcome::Failed(_)), "{outcome:?}");
    }
}

#[cfg(unix)]
mod shells {
    use super::*;
    use std::fs;
    use std::path::Path;

    /// A child that leaves a mark, greets, and then does this.
    fn script(mark: &Path, after: &str) -> Vec<OsString> {
        let greeting = "printf 'vitrine-render-worker-2:\\n'";
        let script = format!("echo x >> '{}'; {greeting}; {after}", mark.display());
        ["/bin/sh".into(), "-c".into(), script.into()].into()
    }

    fn patience(time: Duration) -> Patience {
        Patience {
            read: time,
            photo: time,
            page: time,
            text: time,
            rests: [Duration::ZERO; 2],
        }
    }

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn a_worker_that_hangs_is_killed_and_its_file_quarantined_after_the_third() {
        let folder = tempfile::tempdir().unwrap();
        let mark = folder.path().join("mark");
        let command = script(&mark, "exec tail -f /dev/null");
        let workers = Workers::start_with(command, 1, patience(Duration::from_millis(50))).unwrap();
        let outcome = ask(&workers, some_job(), Urgency::Now).recv().unwrap();
        assert!(matches!(outcome, Outcome::Refused(refusal) if refusal.code == ProblemCode::FileQuarantined));
        // One may have been killed before it came to its mark.
        assert!(fs::read_to_string(&mark).map_or(0, |marks| marks.lines().count()) <= 3);
    }

    #[test]
    fn a_job_that_cost_one_worker_is_done_by_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let mark = folder.path().join("mark");
        let real: Vec<_> = command_for_tests()
            .into_iter()
            .map(|word| format!("'{}'", word.display()))
            .collect();
        let script = format!(
            "[ -e '{mark}' ] && exec {}; echo x >> '{mark}'; printf 'vitrine-render-worker-2:\\n'; head -c 1 > /dev/null",
            real.join(" "),
            mark = mark.display(),
        );
        let command = ["/bin/sh".into(), "-c".into(), script.into()].into();
        let workers = Workers::start_with(command, 1, restless()).unwrap();
        let path = folder.path().join("photo");
        fs::write(&path, jpeg(80, 60, &[])).unwrap();
        let outcome = ask(&workers, Job::Read { path }, Urgency::Now).recv().unwrap();
        assert!(
            matches!(outcome, Outcome::Reading(Reading::Photo(_))),
            "{outcome:?}"
        );
    }

    #[test]
    fn another_program_says_nothing_about_the_file() {
        let command = ["/bin/sh".into(), "-c".into(), "echo hello".into()].into();
        let workers = Workers::start(command, 1).unwrap();
        let outcome = ask(&workers, some_job(), Urgency::Now).recv().unwrap();
        assert!(matches!(outcome, Outcome::Failed(_)), "{outcome:?}");
    }

    #[test]
    fn closing_does_not_wait_for_what_hangs() {
        let folder = tempfile::tempdir().unwrap();
        let mark = folder.path().join("mark");
        let command = script(&mark, "exec tail -f /dev/null");
        let workers = Workers::start_with(command, 1, patience(LONG)).unwrap();
        let running = ask(&workers, some_job(), Urgency::Now);
        let waiting = ask(&workers, some_job(), Urgency::Now);
        drop(workers);
        // Both callbacks are dropped uncalled.
        assert!(running.recv().is_err() && waiting.recv().is_err());
    }

    #[test]
    fn a_child_learns_nothing_of_the_environment() {
        let folder = tempfile::tempdir().unwrap();
        let (mark, list) = (folder.path().join("mark"), folder.path().join("list"));
        let command = script(
            &mark,
            &format!("env > '{}'; head -c 1 > /dev/null", list.display()),
        );
        let workers = Workers::start(command, 1).unwrap();
        ask(&workers, some_job(), Urgency::Now).recv().unwrap();
        assert!(std::env::vars().any(|(name, _)| name.starts_with("CARGO")));
        assert!(!fs::read_to_string(&list).unwrap().contains("CARGO"));
    }
}

#[test]
fn no_idle_job_begins_while_a_screen_waits() {
    let mut queue = Queue::default();
    for urgency in [Urgency::Idle, Urgency::Now, Urgency::Soon] {
        queue.add(some_job(), urgency, Box::new(drop));
    }
    let (awaited, _) = queue.take(0, true).unwrap();
    assert_eq!(awaited.0, Urgency::Now);
    assert!(
        queue
            .take(1, true)
            .is_some_and(|((urgency, _), _)| urgency == Urgency::Soon)
    );
    assert!(queue.take(1, true).is_none());
    queue.put_down(awaited.1);
    assert!(queue.take(0, false).is_none());
    assert!(
        queue
            .take(1, true)
            .is_some_and(|((urgency, _), _)| urgency == Urgency::Idle)
    );
}

#[test]
fn what_can_wait_does_so_for_what_a_screen_waits_for() {
    let mut queue = Queue::default();
    let tickets =
        [Urgency::Idle, Urgency::Idle].map(|urgency| queue.add(some_job(), urgency, Box::new(drop)));
    for lane in [1, 2] {
        queue.take(lane, true).unwrap();
    }
    assert!(!queue.is_awaited());
    queue.hurry(tickets[1], Urgency::Now);
    assert!(queue.is_awaited() && queue.can_wait(1) && !queue.can_wait(2));
    queue.put_down(tickets[1]);
    assert!(!queue.is_awaited());
}

#[cfg(target_os = "linux")]
#[test]
fn background_work_that_was_held_still_is_done_in_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let (page, photo) = (folder.path().join("page"), folder.path().join("photo"));
    std::fs::write(&photo, jpeg(800, 600, &[])).unwrap();
    std::fs::write(&page, one_page("[0 0 100 200]", 0, "")).unwrap();
    let workers = Workers::start(command_for_tests(), 2).unwrap();
    let idle = Job::Photo {
        path: photo,
        sizes: vec![Size::Shelf],
    };
    // Whatever the order in which they begin, all of them are answered.
    let background: Vec<_> = (0..8)
        .map(|_| ask(&workers, idle.clone(), Urgency::Idle))
        .collect();
    for number in [1, 1, 1, 1] {
        let wish = Job::Page {
            path: page.clone(),
            number,
            sizes: vec![Size::Shelf],
        };
        assert!(matches!(
            ask(&workers, wish, Urgency::Now).recv().unwrap(),
            Outcome::Pictures(_)
        ));
    }
    for answer in background {
        assert!(matches!(answer.recv().unwrap(), Outcome::Pictures(_)));
    }
}
