//! What Linux can take away from a process for good: the network, other programs, and writing anywhere.
//!
//! Two layers that know nothing of each other: Landlock looks at what a path leads to, seccomp at the call itself.
//! Either would do; a kernel that lacks one often has the other.

use std::collections::BTreeMap;

use landlock::{
    ABI, Access, AccessFs, AccessNet, PathBeneath, PathFd, Ruleset, RulesetAttr, RulesetCreatedAttr,
    RulesetStatus, Scope,
};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen as Width, SeccompCmpOp as Is, SeccompCondition,
    SeccompFilter, SeccompRule, apply_filter, sock_filter,
};

use super::calls::{ABSENT, FOREIGN_SIGNAL, OPEN, PROCESS, REFUSED, SET_LIMIT};

/// The newest rules that were tried; older kernels enforce what they know of them.
const RULES: ABI = ABI::V6;

/// Takes away what this kernel lets it take away, and names the rest.
pub(super) fn close() -> Vec<&'static str> {
    let (rules, filter) = (landlock(), filter());
    let mut open = Vec::new();
    if !filter {
        open.push("network");
    }
    if !rules && !filter {
        open.push("file writing");
    }
    open
}

/// Any file may be read, nothing else may be done with it. False when the kernel cannot or may not do this.
pub(super) fn landlock() -> bool {
    let restrict = || -> Result<RulesetStatus, Box<dyn std::error::Error>> {
        let everywhere = PathBeneath::new(PathFd::new("/")?, AccessFs::ReadFile | AccessFs::ReadDir);
        let status = Ruleset::default()
            .handle_access(AccessFs::from_all(RULES))?
            .handle_access(AccessNet::from_all(RULES))?
            .scope(Scope::from_all(RULES))?
            .create()?
            .add_rule(everywhere)?
            .restrict_self()?;
        Ok(status.ruleset)
    };
    restrict().is_ok_and(|status| status != RulesetStatus::NotEnforced)
}

/// Calls that no decoder makes fail from now on. False when the kernel cannot or may not do this.
pub(super) fn filter() -> bool {
    let apply = || -> Result<(), Box<dyn std::error::Error>> {
        // Each filter answers in one way only. Programs fall back on older calls where a call is absent, so that the
        // ones whose arguments no filter can see are said to be.
        let absent = ABSENT.iter().map(|call| (*call, Vec::new())).collect();
        let programs = [
            program(absent, libc::ENOSYS)?,
            program(refused()?, libc::EPERM)?,
            other_numbers(),
        ];
        for program in programs.iter().filter(|program| !program.is_empty()) {
            apply_filter(program)?;
        }
        Ok(())
    };
    apply().is_ok()
}

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

fn program(rules: Rules, error: i32) -> Result<BpfProgram, seccompiler::BackendError> {
    let architecture = std::env::consts::ARCH.try_into()?;
    let error = SeccompAction::Errno(error.unsigned_abs());
    SeccompFilter::new(rules, SeccompAction::Allow, error, architecture)?.try_into()
}

fn refused() -> Result<Rules, seccompiler::BackendError> {
    let when = |argument, width, is, value: u64| {
        SeccompRule::new(vec![SeccompCondition::new(argument, width, is, value)?])
    };
    let mut rules: Rules = REFUSED.iter().map(|call| (*call, Vec::new())).collect();
    for (call, flags) in OPEN {
        let writing = [libc::O_WRONLY, libc::O_RDWR, libc::O_CREAT, libc::O_TRUNC].map(|flag| {
            let flag = u64::from(flag.unsigned_abs());
            when(*flags, Width::Dword, Is::MaskedEq(flag), flag)
        });
        rules.insert(*call, writing.into_iter().collect::<Result<_, _>>()?);
    }
    // A thread belongs to its process, anything else is another program.
    let thread = u64::from(libc::CLONE_THREAD.unsigned_abs());
    rules.insert(PROCESS, vec![when(0, Width::Qword, Is::MaskedEq(thread), 0)?]);
    let own = u64::from(std::process::id());
    rules.insert(FOREIGN_SIGNAL, vec![when(0, Width::Dword, Is::Ne, own)?]);
    rules.insert(SET_LIMIT, vec![when(2, Width::Qword, Is::Ne, 0)?]);
    Ok(rules)
}

/// Some kernels know every call by a second number, which begins at this bit.
#[cfg(target_arch = "x86_64")]
fn other_numbers() -> BpfProgram {
    const SECOND: u32 = 0x4000_0000;
    const LOAD: u16 = 0x20;
    const AT_LEAST: u16 = 0x35;
    const ANSWER: u16 = 0x06;
    let step = |code, jf, k| sock_filter { code, jt: 0, jf, k };
    let absent = SeccompAction::Errno(libc::ENOSYS.unsigned_abs());
    vec![
        step(LOAD, 0, 0),
        step(AT_LEAST, 1, SECOND),
        step(ANSWER, 0, absent.into()),
        step(ANSWER, 0, SeccompAction::Allow.into()),
    ]
}

#[cfg(not(target_arch = "x86_64"))]
fn other_numbers() -> BpfProgram {
    BpfProgram::new()
}
