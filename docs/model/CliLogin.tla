------------------------------ MODULE CliLogin ------------------------------
(***************************************************************************)
(* Models one login of clilogin from its start to its end. Several         *)
(* instances share one store, its primary can fail over, and instances can *)
(* crash. README.md states the limits of the model.                        *)
(*                                                                         *)
(* One login is enough. Logins share only the generation of their user,    *)
(* and that is modelled.                                                   *)
(*                                                                         *)
(* Time is not modelled. Each time limit of the code only prevents steps,  *)
(* so a model without time limits has more behaviors.                      *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets, TLC

CONSTANTS
  Slots,     \* Requests that are in progress at the same time
  Users,     \* Users who can sign in
  Proof,     \* clilogin.login.proof: "off", "offered" or "required"
  MissLimit, \* Number of wrong codes that rejects the login
  Wrongs,    \* Wrong codes
  Off,       \* Guards that are switched off: a mutation, or {}
  \* Number of requests of each kind in a behavior
  OldStarts, Confirms, HostConfirms, OldConfirms, Rejects, HostRejects, Cancels, Polls, OldPolls,
  Revokes, RevokeAlls, Swaps, Deletes, Crashes, Failovers

(* Each guard can be switched off, so that an invariant is seen red.       *)
Guards == {
  "confirm-guards-pending",      \* Confirm changes a pending login only
  "confirm-guards-start",        \* ... and that the user reviewed, in its write
  "confirm-reads-generation-first", \* ... before the mapper of the host
  "reject-guards-status",        \* Reject changes no collected login
  "reject-revokes-collected",    \* A late Reject revokes the token
  "collect-guards-confirmed",    \* Collect changes a confirmed login only
  "collect-guards-start",         \* ... and the login that the poll read
  "poll-reads-durable",          \* A poll reads a state that no failover loses
  "collect-reads-generation",    \* A poll compares the generation
  "login-before-generation",     \* ... and reads it after the login
  "revoke-all-writes-generation",
  "generation-before-update",    \* revokeAll saves the generation first
  "generation-acknowledged",     \* ... and waits until it is durable
  "write-acknowledged",          \* Every write waits for the majority
  "refusal-acknowledged",        \* ... also if it matches nothing
  "outcome-reads-durable",       \* So does the outcome of a decision
  "cancel-reads-durable",        \* ... and a cancellation
  "required-at-start",           \* A start without a return way is refused
  "required-at-confirm",         \* ... and so is its confirmation
  "required-at-collect",         \* ... and its collection
  "proof-has-own-id",            \* A poll of an older instance finds no login
  "poll-checks-demand",          \* An older instance confirms without a code
  "poll-needs-code",             \* A poll without a code collects nothing
  "redeliver-needs-code",
  "collect-guards-hash",         \* Collect requires the hash that was compared
  "collect-guards-misses",       \* ... and the number of misses
  "redeliver-guards-attempt",    \* So does Redeliver
  "miss-guards-attempt",         \* So do Miss and LastMiss
  "repeated-code-is-free",       \* The last wrong code costs no miss again
  "other-method-is-free",        \* Nor does a code of the other method
  "wrong-code-ends-grace",       \* A wrong code ends the grace period
  "swap-by-confirmer",           \* Only the confirming user swaps
  "swap-keeps-misses" }

ASSUME Off \subseteq Guards
ASSUME Proof \in {"off", "offered", "required"}

On(guard) == guard \notin Off

Host == "host"     \* Confirms and rejects without a user

(* A code is a user and a method. The built-in page derives the code from  *)
(* its cookie, so two confirmations of one user can have equal codes.      *)
NoCode == <<"no", "code">>
ConfirmCode(user) == <<user, "loopback">>
SwapCode(user) == <<user, "typed">>
WrongCodes == {<<wrong, "any">> : wrong \in Wrongs}

IsOfOtherMethod(code, hash) == code[2] \notin {hash[2], "any"}

VARIABLES
  db,        \* State of the primary: the login and the generations
  durable,   \* State of the majority, which a failover keeps
  requests,  \* Requests in progress, by slot
  left,      \* Number of requests of each kind that can still come
  who,       \* Users of the confirmations begun, by confirmation
  delivered, \* Credentials that CLIs received, with the code of the poll
  acked,     \* Decisions that were acknowledged
  ended      \* Confirmations begun before a revokeAll that has returned

vars == <<db, durable, requests, left, who, delivered, acked, ended>>

(* The code stores the number of misses and the last wrong code. The model *)
(* stores each wrong code that cost a miss, with the right one. "guesses"  *)
(* and "reviewed" are for the invariants only.                             *)
NoLogin == [status |-> "ABSENT", by |-> "none", salt |-> 0, generation |-> 0,
            demand |-> FALSE, hash |-> NoCode, misses |-> <<>>, grace |-> FALSE,
            token |-> 0, start |-> 0, reviewed |-> 0, guesses |-> {}]

NoGenerations == [user \in Users |-> 0]

(* A confirmation draws a salt, from which the credential is derived, so   *)
(* its number stands for salt and credential.                              *)
Idle == [op |-> "idle", at |-> "idle", user |-> "none", code |-> NoCode,
         seen |-> NoLogin, generations |-> NoGenerations, number |-> 0,
         confirmations |-> {}, phase |-> "do", won |-> FALSE]

Init ==
  /\ db = [login |-> NoLogin, generations |-> NoGenerations]
  /\ durable = db
  /\ requests = [slot \in Slots |-> Idle]
  /\ left = [confirm |-> Confirms, hostConfirm |-> HostConfirms,
             oldConfirm |-> OldConfirms,
             reject |-> Rejects, hostReject |-> HostRejects,
             cancel |-> Cancels, poll |-> Polls, oldPoll |-> OldPolls,
             revoke |-> Revokes, revokeAll |-> RevokeAlls, swap |-> Swaps,
             delete |-> Deletes, crash |-> Crashes, failover |-> Failovers]
  /\ who = <<>>
  /\ delivered = {}
  /\ acked = {}
  /\ ended = {}

-----------------------------------------------------------------------------
(* The store                                                               *)

(* Without a further failover, each write is durable at once.              *)
Settled == left.failover = 0

(* The result of a write is known when the majority has it. MongoDB lets a *)
(* write that matches nothing wait as well, so the state that it saw is    *)
(* durable.                                                                *)
Phase == IF Settled \/ ~On("write-acknowledged") THEN "ok" ELSE "wait"

Store(slot, won, written, phase) ==
  /\ db' = written
  /\ durable' = IF Settled THEN written ELSE durable
  /\ requests' = [requests EXCEPT ![slot].phase = phase, ![slot].won = won]
  /\ UNCHANGED <<left, who, delivered, acked, ended>>

Write(slot, won, login) ==
  /\ requests[slot].phase = "do"
  /\ Store(slot, won, IF won THEN [db EXCEPT !.login = login] ELSE db,
           IF won \/ On("refusal-acknowledged") THEN Phase ELSE "ok")

Commit ==
  /\ \/ db /= durable
     \/ \E slot \in Slots : requests[slot].phase = "wait"
  /\ durable' = db
  /\ requests' = [slot \in Slots |->
       IF requests[slot].phase = "wait"
       THEN [requests[slot] EXCEPT !.phase = "ok"] ELSE requests[slot]]
  /\ UNCHANGED <<db, left, who, delivered, acked, ended>>

(* The driver repeats a write whose primary failed.                        *)
Failover ==
  /\ left.failover > 0
  /\ left' = [left EXCEPT !.failover = @ - 1]
  /\ db' = durable
  /\ durable' = durable
  /\ requests' = [slot \in Slots |->
       IF requests[slot].phase = "wait"
       THEN [requests[slot] EXCEPT !.phase = "do", !.won = FALSE]
       ELSE requests[slot]]
  /\ UNCHANGED <<who, delivered, acked, ended>>

(* A crash of an instance ends each of its requests between two steps.     *)
(* Ending them one by one includes this case.                              *)
Crash(slot) ==
  /\ left.crash > 0
  /\ requests[slot].op /= "idle"
  /\ left' = [left EXCEPT !.crash = @ - 1]
  /\ requests' = [requests EXCEPT ![slot] = Idle]
  /\ UNCHANGED <<db, durable, who, delivered, acked, ended>>

-----------------------------------------------------------------------------
(* Steps of a request                                                      *)

Login == db.login

At(slot, op, at) == requests[slot].op = op /\ requests[slot].at = at

Done(slot) == requests' = [requests EXCEPT ![slot] = Idle]

Goto(slot, at) ==
  requests' = [requests EXCEPT ![slot].at = at, ![slot].phase = "do",
                               ![slot].won = FALSE]

(* A read of the primary sees writes that a failover can lose.             *)
Seen(guard) == IF On(guard) THEN durable.login ELSE Login

Answered(slot) == requests[slot].phase = "ok"

UnchangedStore == UNCHANGED <<db, durable>>

UnchangedHistory == UNCHANGED <<left, who, delivered, acked, ended>>

Ack(decisions) == acked' = acked \cup decisions

Begin(slot, op, request) ==
  /\ requests[slot].op = "idle"
  /\ left[op] > 0
  /\ Login.status /= "ABSENT"
  /\ left' = [left EXCEPT ![op] = @ - 1]
  /\ requests' = [requests EXCEPT ![slot] = request]
  /\ UNCHANGED <<delivered, acked, ended>>
  /\ UnchangedStore

(* The CLI gets its codes when the login is durable. Before that no        *)
(* request can name the login. An older instance demands no code.          *)
Start ==
  /\ Login.status = "ABSENT"
  /\ \E demand \in CASE Proof = "off" -> {FALSE}
                     [] Proof = "offered" -> {TRUE, FALSE}
                     [] OTHER -> IF On("required-at-start") /\ OldStarts = 0
                                 THEN {TRUE} ELSE {TRUE, FALSE} :
       db' = [db EXCEPT !.login.status = "PENDING", !.login.demand = demand,
                        !.login.start = 1 + Deletes - left.delete]
  /\ durable' = db'
  /\ UNCHANGED <<requests, left, who, delivered, acked, ended>>

Rejectable(user) ==
  \/ Login.status = "PENDING"
  \/ Login.status = "CONFIRMED" /\ (user = Host \/ Login.by = user)

(* A hash is without effect after the end.                                 *)
Rejected(user) == [Login EXCEPT !.status = "REJECTED", !.by = user, !.hash = NoCode]

-----------------------------------------------------------------------------
(* Confirm: LoginDecider.confirm                                           *)

(* A confirmation begins when it reads the generation. An instance of an   *)
(* older version knows no code, so it stores none. The user reviewed the   *)
(* login before.                                                           *)
BeginConfirm(slot, op, user) ==
  /\ Begin(slot, op,
       [Idle EXCEPT !.op = "confirm", !.at = "find", !.user = user,
                    !.seen = [NoLogin EXCEPT !.start = Login.start],
                    !.code = IF op = "oldConfirm" THEN @ ELSE ConfirmCode(user),
                    !.generations = db.generations, !.number = Len(who) + 1])
  /\ who' = Append(who, user)

Mine(login, user) == login.by = user

ConfirmOutcome(slot) ==
  LET login == Seen("outcome-reads-durable") IN
  /\ Ack(IF Mine(login, requests[slot].user)
            /\ login.status \in {"CONFIRMED", "COLLECTED"}
         THEN {<<"confirm", login.salt>>} ELSE {})
  /\ Done(slot)

IsOldConfirm(slot) == requests[slot].code = NoCode

(* A confirmation of a login that the user has not reviewed finds none.    *)
ConfirmFind(slot) ==
  LET login == Seen("outcome-reads-durable")
      unproven == /\ Proof = "required" /\ On("required-at-confirm")
                  /\ ~login.demand /\ ~IsOldConfirm(slot) IN
  /\ At(slot, "confirm", "find")
  /\ CASE login.start /= requests[slot].seen.start -> Done(slot) /\ UNCHANGED acked
       [] login.status = "PENDING" ->
            Goto(slot, IF unproven THEN "refuse" ELSE "write") /\ UNCHANGED acked
       [] OTHER -> ConfirmOutcome(slot)
  /\ UnchangedStore
  /\ UNCHANGED <<left, who, delivered, ended>>

ConfirmWrite(slot) ==
  LET request == requests[slot]
      user == request.user
      generations == IF On("confirm-reads-generation-first")
                     THEN request.generations ELSE db.generations IN
  /\ At(slot, "confirm", "write")
  /\ Write(slot,
       /\ \/ Login.status = "PENDING"
          \/ /\ ~On("confirm-guards-pending")
             /\ Login.status \in {"REJECTED", "CONFIRMED"}
       /\ On("confirm-guards-start") => Login.start = request.seen.start,
       [Login EXCEPT
         !.status = "CONFIRMED", !.by = user, !.salt = request.number,
         !.generation = IF user = Host THEN 0 ELSE generations[user],
         !.hash = IF Login.demand THEN request.code ELSE NoCode,
         !.reviewed = request.seen.start])

ConfirmEnd(slot) ==
  LET request == requests[slot] IN
  /\ At(slot, "confirm", "write")
  /\ Answered(slot)
  /\ IF request.won
     THEN Ack({<<"confirm", request.number>>}) /\ Done(slot)
     ELSE ConfirmOutcome(slot)
  /\ UnchangedStore
  /\ UNCHANGED <<left, who, delivered, ended>>

(* A login without a demand is rejected under "required".                  *)
ConfirmRefuse(slot) ==
  LET user == requests[slot].user IN
  /\ At(slot, "confirm", "refuse")
  /\ Write(slot, Rejectable(user), Rejected(user))

ConfirmRefused(slot) ==
  /\ At(slot, "confirm", "refuse")
  /\ Answered(slot)
  /\ Done(slot)
  /\ UnchangedStore
  /\ UnchangedHistory

Confirm(slot) ==
  \/ \E user \in Users : \/ BeginConfirm(slot, "confirm", user)
                        \/ BeginConfirm(slot, "oldConfirm", user)
  \/ BeginConfirm(slot, "hostConfirm", Host)
  \/ ConfirmFind(slot)
  \/ ConfirmWrite(slot)
  \/ ConfirmEnd(slot)
  \/ ConfirmRefuse(slot)
  \/ ConfirmRefused(slot)

-----------------------------------------------------------------------------
(* Reject: LoginDecider.reject, which revokes a collected token            *)

BeginReject(slot, op, user) ==
  /\ Begin(slot, op, [Idle EXCEPT !.op = "reject", !.at = "write", !.user = user])
  /\ UNCHANGED who

RejectWrite(slot) ==
  LET user == requests[slot].user IN
  /\ At(slot, "reject", "write")
  /\ Write(slot,
       \/ Rejectable(user)
       \/ (~On("reject-guards-status") /\ Login.status = "COLLECTED"),
       Rejected(user))

RejectEnd(slot) ==
  LET request == requests[slot]
      user == request.user
      login == Seen("outcome-reads-durable")
      collected == Mine(login, user) /\ user /= Host /\ login.status = "COLLECTED"
      gone == {"REJECTED"} \cup (IF user = Host THEN {} ELSE {"REVOKED"}) IN
  /\ At(slot, "reject", "write")
  /\ Answered(slot)
  /\ IF ~request.won /\ collected /\ On("reject-revokes-collected")
     THEN Goto(slot, "revoke") /\ UNCHANGED acked
     ELSE /\ Ack(IF request.won \/ collected
               \/ (Mine(login, user) /\ login.status \in gone)
            THEN {<<"reject">>} ELSE {})
          /\ Done(slot)
  /\ UnchangedStore
  /\ UNCHANGED <<left, who, delivered, ended>>

Revocable(user) ==
  Login.status \in {"CONFIRMED", "COLLECTED"} /\ Mine(Login, user)

Revoked == [Login EXCEPT !.status = "REVOKED", !.hash = NoCode]

RejectRevoke(slot) ==
  /\ At(slot, "reject", "revoke")
  /\ Write(slot, Revocable(requests[slot].user), Revoked)

RejectRevokeEnd(slot) ==
  /\ At(slot, "reject", "revoke")
  /\ Answered(slot)
  /\ Ack(IF requests[slot].won \/ Seen("outcome-reads-durable").status = "REVOKED"
         THEN {<<"reject">>} ELSE {})
  /\ Done(slot)
  /\ UnchangedStore
  /\ UNCHANGED <<left, who, delivered, ended>>

Reject(slot) ==
  \/ \E user \in Users : BeginReject(slot, "reject", user)
  \/ BeginReject(slot, "hostReject", Host)
  \/ RejectWrite(slot)
  \/ RejectEnd(slot)
  \/ RejectRevoke(slot)
  \/ RejectRevokeEnd(slot)

-----------------------------------------------------------------------------
(* Cancel: LoginEnder.cancel. The endpoint answers 200 in each case. After *)
(* the grace period it changes nothing.                                    *)

BeginCancel(slot) ==
  /\ Begin(slot, "cancel", [Idle EXCEPT !.op = "cancel",
       !.at = IF Seen("cancel-reads-durable").status = "PENDING"
              THEN "pending" ELSE "confirmed"])
  /\ UNCHANGED who

CancelWrite(slot) ==
  \/ /\ At(slot, "cancel", "pending")
     /\ Write(slot, Login.status = "PENDING", [Login EXCEPT !.status = "CANCELLED"])
  \/ /\ At(slot, "cancel", "confirmed")
     /\ Write(slot, Login.status = "CONFIRMED",
              [Login EXCEPT !.status = "CANCELLED", !.hash = NoCode])
  \/ /\ At(slot, "cancel", "collected")
     /\ Write(slot, Login.status = "COLLECTED" /\ Login.grace, Revoked)

CancelNext(slot) ==
  LET request == requests[slot] IN
  /\ request.op = "cancel"
  /\ Answered(slot)
  /\ IF request.won \/ request.at = "collected"
     THEN Ack(IF durable.login.status = "COLLECTED" /\ ~durable.login.grace
              THEN {} ELSE {<<"cancel">>})
          /\ Done(slot)
     ELSE /\ Goto(slot, IF request.at = "pending" THEN "confirmed" ELSE "collected")
          /\ UNCHANGED acked
  /\ UnchangedStore
  /\ UNCHANGED <<left, who, delivered, ended>>

Cancel(slot) == BeginCancel(slot) \/ CancelWrite(slot) \/ CancelNext(slot)

-----------------------------------------------------------------------------
(* Revoke and revokeAll: LoginEnder                                        *)

BeginRevoke(slot, user) ==
  /\ Begin(slot, "revoke", [Idle EXCEPT !.op = "revoke", !.at = "write", !.user = user])
  /\ UNCHANGED who

RevokeWrite(slot) ==
  /\ At(slot, "revoke", "write")
  /\ Write(slot, Revocable(requests[slot].user), Revoked)

RevokeEnd(slot) ==
  /\ At(slot, "revoke", "write")
  /\ Answered(slot)
  /\ Ack(IF requests[slot].won THEN {<<"revoke">>} ELSE {})
  /\ Done(slot)
  /\ UnchangedStore
  /\ UNCHANGED <<left, who, delivered, ended>>

FirstOfRevokeAll ==
  IF On("generation-before-update") /\ On("revoke-all-writes-generation")
  THEN "generation" ELSE "update"

(* The number stands for the random text of the generation.                *)
BeginRevokeAll(slot, user) ==
  /\ Begin(slot, "revokeAll", [Idle EXCEPT
       !.op = "revokeAll", !.at = FirstOfRevokeAll, !.user = user,
       !.number = left.revokeAll,
       !.confirmations = {i \in 1..Len(who) : who[i] = user}])
  /\ UNCHANGED who

RevokeAllWrite(slot) ==
  LET request == requests[slot] IN
  \/ /\ At(slot, "revokeAll", "generation")
     /\ request.phase = "do"
     /\ Store(slot, TRUE, [db EXCEPT !.generations[request.user] = request.number],
              IF On("generation-acknowledged") THEN Phase ELSE "ok")
  \/ /\ At(slot, "revokeAll", "update")
     /\ Write(slot, Revocable(request.user), Revoked)

RevokeAllNext(slot) ==
  LET request == requests[slot]
      last == IF On("generation-before-update") \/ ~On("revoke-all-writes-generation")
              THEN "update" ELSE "generation" IN
  /\ request.op = "revokeAll"
  /\ Answered(slot)
  /\ IF request.at = last
     THEN ended' = ended \cup request.confirmations /\ Done(slot)
     ELSE /\ Goto(slot, IF request.at = "generation" THEN "update" ELSE "generation")
          /\ UNCHANGED ended
  /\ UnchangedStore
  /\ UNCHANGED <<left, who, delivered, acked>>

Revoke(slot) ==
  \/ \E user \in Users : BeginRevoke(slot, user) \/ BeginRevokeAll(slot, user)
  \/ RevokeWrite(slot)
  \/ RevokeEnd(slot)
  \/ RevokeAllWrite(slot)
  \/ RevokeAllNext(slot)

-----------------------------------------------------------------------------
(* Swap: LoginDecider.typedReturnCode                                      *)

BeginSwap(slot, user) ==
  /\ Login.status = "CONFIRMED"
  /\ Login.hash /= NoCode
  /\ Begin(slot, "swap", [Idle EXCEPT !.op = "swap", !.at = "write", !.user = user,
                                      !.code = Login.hash])
  /\ UNCHANGED who

SwapWrite(slot) ==
  LET user == requests[slot].user IN
  /\ At(slot, "swap", "write")
  /\ Write(slot,
       /\ Login.status = "CONFIRMED"
       /\ Login.hash = requests[slot].code
       /\ On("swap-by-confirmer") => Mine(Login, user),
       [Login EXCEPT !.hash = SwapCode(user),
                     !.misses = IF On("swap-keeps-misses") THEN @ ELSE <<>>])

SwapEnd(slot) ==
  /\ At(slot, "swap", "write")
  /\ Answered(slot)
  /\ Done(slot)
  /\ UnchangedStore
  /\ UnchangedHistory

Swap(slot) ==
  \/ \E user \in Users : BeginSwap(slot, user)
  \/ SwapWrite(slot)
  \/ SwapEnd(slot)

-----------------------------------------------------------------------------
(* Poll: LoginCollector.collect                                            *)

Codes == {NoCode} \cup WrongCodes
  \cup {ConfirmCode(user) : user \in Users \cup (IF HostConfirms > 0 THEN {Host} ELSE {})}
  \cup (IF Swaps > 0 THEN {SwapCode(user) : user \in Users} ELSE {})

BeginPoll(slot, op, code) ==
  /\ Begin(slot, op, [Idle EXCEPT
       !.op = op, !.at = "find", !.code = code,
       !.generations = IF On("login-before-generation") THEN @ ELSE db.generations])
  /\ UNCHANGED who

IsPoll(slot, at) == requests[slot].op \in {"poll", "oldPoll"} /\ requests[slot].at = at

IsOld(slot) == requests[slot].op = "oldPoll"

(* The first step after the comparison                                     *)
Compared == IF On("collect-reads-generation") THEN "generation" ELSE "collect"

Last(misses) == IF misses = <<>> THEN NoCode ELSE misses[Len(misses)].code

(* A poll without a code, or with one of the other method, has no effect.  *)
IsWithoutEffect(login, code) ==
  \/ code = NoCode
  \/ IsOfOtherMethod(code, login.hash) /\ On("other-method-is-free")

AfterFindConfirmed(login, code) ==
  CASE login.hash = NoCode ->
         IF \/ login.demand /\ On("poll-checks-demand")
            \/ Proof = "required" /\ On("required-at-collect")
         THEN "unproven" ELSE Compared
    [] code = login.hash -> Compared
    [] code = NoCode /\ ~On("poll-needs-code") -> Compared
    [] IsWithoutEffect(login, code) -> "end"
    [] code = Last(login.misses) /\ On("repeated-code-is-free") -> "end"
    [] OTHER -> "miss"

AfterFindCollected(login, code) ==
  CASE ~login.grace -> "end"
    [] login.hash \in {NoCode, code} \/ ~On("redeliver-needs-code") -> "redeliver"
    [] IsWithoutEffect(login, code) -> "end"
    [] OTHER -> "replay"

AfterFind(slot, login) ==
  LET code == IF IsOld(slot) THEN login.hash ELSE requests[slot].code IN
  CASE IsOld(slot) /\ login.demand /\ On("proof-has-own-id") -> "end"
    [] IsOld(slot) /\ login.status = "CONFIRMED" -> Compared
    [] login.status = "CONFIRMED" -> AfterFindConfirmed(login, code)
    [] login.status = "COLLECTED" -> AfterFindCollected(login, code)
    [] OTHER -> "end"

PollFind(slot) ==
  LET login == Seen("poll-reads-durable")
      next == AfterFind(slot, login) IN
  /\ IsPoll(slot, "find")
  /\ IF next = "end"
     THEN Done(slot)
     ELSE requests' = [requests EXCEPT ![slot].at = next,
                                       ![slot].seen = [login EXCEPT !.guesses = {}]]
  /\ UnchangedStore
  /\ UnchangedHistory

(* The state with which the code was compared                              *)
IsHashAsSeen(request) == Login.hash = request.seen.hash

AreMissesAsSeen(request) == Len(Login.misses) = Len(request.seen.misses)

IsAttempt(request, guard) ==
  On(guard) => IsHashAsSeen(request) /\ AreMissesAsSeen(request)

(* Conditions of Collect and Redeliver that concern the return code. Older *)
(* instances do not have them.                                             *)
CollectsAttempt(slot) ==
  LET request == requests[slot] IN
  ~IsOld(slot) => /\ On("collect-guards-hash") => IsHashAsSeen(request)
                  /\ On("collect-guards-misses") => AreMissesAsSeen(request)

RedeliversAttempt(slot) ==
  ~IsOld(slot) => IsAttempt(requests[slot], "redeliver-guards-attempt")

(* Writes the effect of a wrong code. If the poll could deliver here with  *)
(* the right code, then the wrong one was a guess.                         *)
WriteWrong(slot, delivers, won, login) ==
  LET code == requests[slot].code
      written == IF won THEN login ELSE Login IN
  /\ requests[slot].phase = "do"
  /\ Store(slot, won,
           [db EXCEPT !.login = IF delivers
                                THEN [written EXCEPT !.guesses = @ \cup {code}]
                                ELSE written],
           IF won \/ On("refusal-acknowledged") THEN Phase ELSE "ok")

(* Miss and LastMiss                                                       *)
PollMiss(slot) ==
  LET request == requests[slot]
      last == Len(request.seen.misses) >= MissLimit - 1 IN
  /\ IsPoll(slot, "miss")
  /\ WriteWrong(slot, Login.status = "CONFIRMED" /\ CollectsAttempt(slot),
       Login.status = "CONFIRMED" /\ IsAttempt(request, "miss-guards-attempt"),
       [Login EXCEPT
         !.misses = Append(@, [code |-> request.code, right |-> Login.hash]),
         !.status = IF last THEN "REJECTED" ELSE @])

(* EndGrace                                                                *)
PollReplay(slot) ==
  LET granted == Login.status = "COLLECTED" /\ Login.grace IN
  /\ IsPoll(slot, "replay")
  /\ WriteWrong(slot, granted /\ RedeliversAttempt(slot), granted,
       [Login EXCEPT !.grace = ~On("wrong-code-ends-grace")])

(* Rejects a login without the code that it, or the policy, demands.       *)
PollUnproven(slot) ==
  LET user == requests[slot].seen.by IN
  /\ IsPoll(slot, "unproven")
  /\ Write(slot, Rejectable(user), Rejected(user))

PollGeneration(slot) ==
  LET request == requests[slot]
      user == request.seen.by
      generations == IF On("login-before-generation")
                     THEN db.generations ELSE request.generations IN
  /\ IsPoll(slot, "generation")
  /\ Goto(slot, IF user /= Host /\ generations[user] /= request.seen.generation
                THEN "outdated" ELSE "collect")
  /\ UnchangedStore
  /\ UnchangedHistory

PollOutdated(slot) ==
  /\ IsPoll(slot, "outdated")
  /\ Write(slot, Login.status = "CONFIRMED", Revoked)

(* The end of a poll that collects nothing. If the login has changed since *)
(* it was read, the poll reads it again.                                   *)
PollRefused(slot) ==
  /\ \E at \in {"miss", "replay", "unproven", "outdated"} : IsPoll(slot, at)
  /\ Answered(slot)
  /\ IF requests[slot].won \/ IsPoll(slot, "replay")
     THEN Done(slot) ELSE Goto(slot, "find")
  /\ UnchangedStore
  /\ UnchangedHistory

(* The credential is derived from the login that the poll read.            *)
PollCollect(slot) ==
  LET request == requests[slot] IN
  /\ IsPoll(slot, "collect")
  /\ Write(slot,
       /\ On("collect-guards-confirmed") => Login.status = "CONFIRMED"
       /\ ~On("collect-guards-confirmed") => Login.status /= "PENDING"
       /\ On("collect-guards-start") => Login.start = request.seen.start
       /\ CollectsAttempt(slot),
       [Login EXCEPT !.status = "COLLECTED", !.token = request.seen.salt, !.grace = TRUE])

PollRedeliver(slot) ==
  /\ IsPoll(slot, "redeliver")
  /\ Write(slot, Login.status = "COLLECTED" /\ Login.grace /\ RedeliversAttempt(slot), Login)

PollDelivered(slot) ==
  LET request == requests[slot] IN
  /\ IsPoll(slot, "collect") \/ IsPoll(slot, "redeliver")
  /\ Answered(slot)
  /\ IF request.won
     THEN /\ Done(slot)
          /\ delivered' = IF Login.start = request.seen.start
                          THEN delivered \cup {[credential |-> request.seen.salt,
                                                code |-> request.code]}
                          ELSE delivered
     ELSE Goto(slot, "find") /\ UNCHANGED delivered
  /\ UnchangedStore
  /\ UNCHANGED <<left, who, acked, ended>>

Poll(slot) ==
  \/ \E code \in (IF Proof = "off" THEN {NoCode} ELSE Codes) :
       BeginPoll(slot, "poll", code)
  \/ BeginPoll(slot, "oldPoll", NoCode)
  \/ PollFind(slot)
  \/ PollMiss(slot)
  \/ PollReplay(slot)
  \/ PollUnproven(slot)
  \/ PollGeneration(slot)
  \/ PollOutdated(slot)
  \/ PollRefused(slot)
  \/ PollCollect(slot)
  \/ PollRedeliver(slot)
  \/ PollDelivered(slot)

-----------------------------------------------------------------------------
(* The host application deletes the login, or it is removed after it was   *)
(* cancelled. The CLI can then start a login with the same ID and another  *)
(* request, because it draws the device code itself (flow BROWSER).        *)
Delete ==
  /\ Login.status /= "ABSENT"
  /\ left.delete > 0
  /\ left' = [left EXCEPT !.delete = @ - 1]
  /\ db' = [db EXCEPT !.login = NoLogin]
  /\ durable' = db'
  /\ delivered' = {}
  /\ acked' = {}
  /\ UNCHANGED <<requests, who, ended>>

Next ==
  \/ Start
  \/ Delete
  \/ Commit
  \/ Failover
  \/ \E slot \in Slots :
       \/ Confirm(slot)
       \/ Reject(slot)
       \/ Cancel(slot)
       \/ Revoke(slot)
       \/ Swap(slot)
       \/ Poll(slot)
       \/ Crash(slot)

Spec == Init /\ [][Next]_vars

Symmetry == Permutations(Slots) \cup Permutations(Wrongs)

-----------------------------------------------------------------------------
(* Invariants                                                              *)

(* A redelivery would deliver the credential of the stored salt.           *)
OneCredential ==
  Cardinality({d.credential : d \in delivered}
    \cup IF Login.status = "COLLECTED" THEN {Login.token, Login.salt} ELSE {}) <= 1

NoneLiveAfterRevokeAll ==
  Login.status = "COLLECTED" => {Login.token, Login.salt} \cap ended = {}

(* The code is one of the user who confirmed, and the one that was valid   *)
(* at the collection.                                                      *)
NoneWithoutProof ==
  Proof = "required" \/ Login.demand => \A d \in delivered :
    /\ d.code[1] = who[d.credential]
    /\ Login.status = "COLLECTED" => d.code = Login.hash

NoLostDecision ==
  left.delete = Deletes =>
  /\ \A decision \in acked :
       CASE decision[1] = "confirm" ->
              /\ Login.status /= "PENDING"
              /\ Login.status \in {"CONFIRMED", "COLLECTED"} => Login.salt = decision[2]
         [] decision[1] = "reject" -> Login.status \in {"REJECTED", "REVOKED"}
         [] decision[1] = "cancel" -> Login.status \in {"CANCELLED", "REJECTED", "REVOKED"}
         [] decision[1] = "revoke" -> Login.status = "REVOKED"
  /\ \A d \in delivered :
       /\ Login.status \in {"COLLECTED", "REVOKED"}
       /\ Login.token = d.credential

ConfirmedAsReviewed ==
  Login.status \in {"CONFIRMED", "COLLECTED"} => Login.reviewed = Login.start

FewGuesses == Cardinality(Login.guesses) <= MissLimit

(* Only a wrong code costs a miss, and only once.                          *)
FairMisses ==
  \A i \in 1..Len(Login.misses) :
    LET miss == Login.misses[i] IN
    /\ miss.code /= miss.right
    /\ ~IsOfOtherMethod(miss.code, miss.right)
    /\ i > 1 => miss.code /= Login.misses[i - 1].code

=============================================================================
