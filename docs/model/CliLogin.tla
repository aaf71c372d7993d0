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
  MissLimit, \* Number of codes that a login accepts
  Off,       \* Guards that are switched off: a mutation, or {}
  \* Number of requests of each kind in a behavior
  Confirms, HostConfirms, OldConfirms, Rejects, HostRejects, Cancels, Polls, OldPolls,
  Revokes, RevokeAlls, Swaps, Deletes, Crashes, Failovers

(* Each guard can be switched off, so that an invariant is seen red.       *)
Guards == {
  "confirm-guards-pending",      \* Confirm changes a pending login only
  "confirm-guards-start",        \* ... of the start that the user reviewed
  "confirm-reads-generation-first", \* ... before the mapper of the host
  "reject-guards-status",        \* Reject changes no collected login
  "reject-revokes-collected",    \* A late Reject revokes the token
  "collect-guards-confirmed",    \* Collect changes a confirmed login only
  "collect-guards-salt",         \* ... with the salt that the poll read
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
  "poll-needs-code",             \* A poll without a code collects nothing
  "collect-guards-hash",         \* Collect compares the code in its write
  "redeliver-needs-code",
  "proof-has-own-kind",          \* An older instance cannot collect
  "proof-has-own-id",            \* ... and a poll there finds no login
  "poll-checks-demand",          \* An older instance confirms without a code
  "swap-by-confirmer",           \* Only the confirming user swaps
  "swap-keeps-misses",
  "count-before-comparison",     \* A code costs a try before it is compared
  "count-is-guarded" }           \* ... and no more tries than the limit

ASSUME Off \subseteq Guards
ASSUME Proof \in {"off", "offered", "required"}

On(guard) == guard \notin Off

Host == "host"     \* Confirms and rejects without a user

NoCode == <<"no", "code">>
WrongCode == <<"wrong", "code">>

(* The built-in page derives the code from its cookie, so two              *)
(* confirmations of one user can have equal codes.                         *)
ConfirmCode(user) == <<user, "confirm">>
SwapCode(user) == <<user, "swap">>

VARIABLES
  db,        \* State of the primary: the login and the generations
  durable,   \* State of the majority, which a failover keeps
  requests,  \* Requests in progress, by slot
  left,      \* Number of requests of each kind that can still come
  who,       \* Users of the confirmations begun, by confirmation
  delivered, \* Credentials that CLIs received, with the code of the poll
  acked,     \* Decisions that were acknowledged
  ended,     \* Confirmations begun before a revokeAll that has returned
  guesses    \* Codes that were compared before the first collection

vars == <<db, durable, requests, left, who, delivered, acked, ended, guesses>>

NoLogin == [status |-> "ABSENT", by |-> "none", salt |-> 0, generation |-> 0,
            demand |-> FALSE, kind |-> "plain", hash |-> NoCode, misses |-> 0,
            token |-> 0, start |-> 0, reviewed |-> 0]

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
  /\ guesses = 0

-----------------------------------------------------------------------------
(* The store                                                               *)

(* Without a further failover, each write is durable at once.              *)
Settled == left.failover = 0

(* The result of a write is known when the majority has it. MongoDB lets a *)
(* write that matches nothing wait as well, so the state that it saw is    *)
(* durable.                                                                *)
Phase == IF Settled \/ ~On("write-acknowledged") THEN "ok" ELSE "wait"

Store(slot, won, state, phase) ==
  LET written == IF won THEN state ELSE db IN
  /\ db' = written
  /\ durable' = IF Settled THEN written ELSE durable
  /\ requests' = [requests EXCEPT ![slot].phase = phase, ![slot].won = won]
  /\ UNCHANGED <<left, who, delivered, acked, ended, guesses>>

Write(slot, won, login) ==
  /\ requests[slot].phase = "do"
  /\ Store(slot, won, [db EXCEPT !.login = login],
           IF won \/ On("refusal-acknowledged") THEN Phase ELSE "ok")

Commit ==
  /\ \/ db /= durable
     \/ \E slot \in Slots : requests[slot].phase = "wait"
  /\ durable' = db
  /\ requests' = [slot \in Slots |->
       IF requests[slot].phase = "wait"
       THEN [requests[slot] EXCEPT !.phase = "ok"] ELSE requests[slot]]
  /\ UNCHANGED <<db, left, who, delivered, acked, ended, guesses>>

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
  /\ UNCHANGED <<who, delivered, acked, ended, guesses>>

(* A crash of an instance ends each of its requests between two steps.     *)
(* Ending them one by one includes this case.                              *)
Crash(slot) ==
  /\ left.crash > 0
  /\ requests[slot].op /= "idle"
  /\ left' = [left EXCEPT !.crash = @ - 1]
  /\ requests' = [requests EXCEPT ![slot] = Idle]
  /\ UNCHANGED <<db, durable, who, delivered, acked, ended, guesses>>

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

UnchangedHistory == UNCHANGED <<left, who, delivered, acked, ended, guesses>>

Ack(decisions) == acked' = acked \cup decisions

Begin(slot, op, request) ==
  /\ requests[slot].op = "idle"
  /\ left[op] > 0
  /\ Login.status /= "ABSENT"
  /\ left' = [left EXCEPT ![op] = @ - 1]
  /\ requests' = [requests EXCEPT ![slot] = request]
  /\ UNCHANGED <<delivered, acked, ended, guesses>>
  /\ UnchangedStore

(* The CLI gets its codes when the login is durable. Before that no        *)
(* request can name the login.                                             *)
Start ==
  /\ Login.status = "ABSENT"
  /\ \E demand \in CASE Proof = "off" -> {FALSE}
                     [] Proof = "offered" -> {TRUE, FALSE}
                     [] OTHER -> IF On("required-at-start") THEN {TRUE}
                                 ELSE {TRUE, FALSE} :
       db' = [db EXCEPT !.login.status = "PENDING", !.login.demand = demand,
                        !.login.start = 1 + Deletes - left.delete]
  /\ durable' = db'
  /\ UNCHANGED <<requests, left, who, delivered, acked, ended, guesses>>

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

ConfirmFind(slot) ==
  /\ At(slot, "confirm", "find")
  /\ IF Seen("outcome-reads-durable").status = "PENDING"
     THEN Goto(slot, "write") /\ UNCHANGED acked
     ELSE ConfirmOutcome(slot)
  /\ UnchangedStore
  /\ UNCHANGED <<left, who, delivered, ended, guesses>>

ConfirmWrite(slot) ==
  LET request == requests[slot]
      user == request.user
      proven == Login.demand /\ request.code /= NoCode
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
         !.kind = IF proven /\ On("proof-has-own-kind") THEN "proven" ELSE "plain",
         !.hash = IF proven THEN request.code ELSE NoCode,
         !.misses = 0, !.reviewed = request.seen.start])

ConfirmEnd(slot) ==
  LET request == requests[slot] IN
  /\ At(slot, "confirm", "write")
  /\ Answered(slot)
  /\ IF request.won
     THEN Ack({<<"confirm", request.number>>}) /\ Done(slot)
     ELSE ConfirmOutcome(slot)
  /\ UnchangedStore
  /\ UNCHANGED <<left, who, delivered, ended, guesses>>

Confirm(slot) ==
  \/ \E user \in Users : \/ BeginConfirm(slot, "confirm", user)
                        \/ BeginConfirm(slot, "oldConfirm", user)
  \/ BeginConfirm(slot, "hostConfirm", Host)
  \/ ConfirmFind(slot)
  \/ ConfirmWrite(slot)
  \/ ConfirmEnd(slot)

-----------------------------------------------------------------------------
(* Reject: LoginDecider.reject, which revokes a collected token            *)

BeginReject(slot, op, user) ==
  /\ Begin(slot, op, [Idle EXCEPT !.op = "reject", !.at = "write", !.user = user])
  /\ UNCHANGED who

RejectWrite(slot) ==
  LET user == requests[slot].user IN
  /\ At(slot, "reject", "write")
  /\ Write(slot,
       \/ Login.status = "PENDING"
       \/ (Login.status = "CONFIRMED" /\ (user = Host \/ Mine(Login, user)))
       \/ (~On("reject-guards-status") /\ Login.status = "COLLECTED"),
       [Login EXCEPT !.status = "REJECTED", !.by = user, !.hash = NoCode])

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
  /\ UNCHANGED <<left, who, delivered, ended, guesses>>

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
  /\ UNCHANGED <<left, who, delivered, ended, guesses>>

Reject(slot) ==
  \/ \E user \in Users : BeginReject(slot, "reject", user)
  \/ BeginReject(slot, "hostReject", Host)
  \/ RejectWrite(slot)
  \/ RejectEnd(slot)
  \/ RejectRevoke(slot)
  \/ RejectRevokeEnd(slot)

-----------------------------------------------------------------------------
(* Cancel: LoginEnder.cancel. The endpoint answers 200 in each case.       *)

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
     /\ Write(slot, Login.status = "COLLECTED", Revoked)

CancelNext(slot) ==
  LET request == requests[slot] IN
  /\ request.op = "cancel"
  /\ Answered(slot)
  /\ IF request.won \/ request.at = "collected"
     THEN Ack({<<"cancel">>}) /\ Done(slot)
     ELSE /\ Goto(slot, IF request.at = "pending" THEN "confirmed" ELSE "collected")
          /\ UNCHANGED acked
  /\ UnchangedStore
  /\ UNCHANGED <<left, who, delivered, ended, guesses>>

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
  /\ UNCHANGED <<left, who, delivered, ended, guesses>>

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
  /\ UNCHANGED <<left, who, delivered, acked, guesses>>

Revoke(slot) ==
  \/ \E user \in Users : BeginRevoke(slot, user) \/ BeginRevokeAll(slot, user)
  \/ RevokeWrite(slot)
  \/ RevokeEnd(slot)
  \/ RevokeAllWrite(slot)
  \/ RevokeAllNext(slot)

-----------------------------------------------------------------------------
(* Swap: the confirming user asks for a code to type                       *)

BeginSwap(slot, user) ==
  /\ Login.status = "CONFIRMED"
  /\ Login.hash /= NoCode
  /\ Begin(slot, "swap", [Idle EXCEPT !.op = "swap", !.at = "write", !.user = user])
  /\ UNCHANGED who

SwapWrite(slot) ==
  LET user == requests[slot].user IN
  /\ At(slot, "swap", "write")
  /\ Write(slot,
       /\ Login.status = "CONFIRMED"
       /\ Login.hash /= NoCode
       /\ On("swap-by-confirmer") => Mine(Login, user),
       [Login EXCEPT !.hash = SwapCode(user),
                     !.misses = IF On("swap-keeps-misses") THEN @ ELSE 0])

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
(* Poll: LoginCollector.collect, with the return code of issue 18          *)

Codes == {NoCode, WrongCode}
  \cup {ConfirmCode(user) : user \in Users \cup {Host}}
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

AfterFind(slot, login) ==
  LET code == requests[slot].code
      again == login.status = "COLLECTED" IN
  CASE login.status \notin {"CONFIRMED", "COLLECTED"} -> "end"
    [] IsOld(slot) -> IF login.kind /= "plain" \/ (login.demand /\ On("proof-has-own-id"))
                      THEN "end"
                      ELSE IF again THEN "redeliver" ELSE Compared
    [] login.demand /\ login.hash = NoCode /\ On("poll-checks-demand") -> "end"
    [] again -> IF login.hash \in {NoCode, code} \/ ~On("redeliver-needs-code")
                THEN "redeliver" ELSE "end"
    [] login.hash = NoCode -> Compared
    [] code = NoCode -> IF On("poll-needs-code") THEN "end" ELSE Compared
    [] On("count-before-comparison") -> "count"
    [] OTHER -> IF code = login.hash THEN Compared ELSE "miss"

PollFind(slot) ==
  LET login == Seen("poll-reads-durable")
      next == AfterFind(slot, login)
      compares == /\ ~On("count-before-comparison")
                  /\ login.status = "CONFIRMED" /\ ~IsOld(slot)
                  /\ login.hash /= NoCode /\ requests[slot].code /= NoCode IN
  /\ IsPoll(slot, "find")
  /\ IF next = "end"
     THEN Done(slot)
     ELSE requests' = [requests EXCEPT ![slot].at = next, ![slot].seen = login]
  /\ guesses' = IF compares THEN guesses + 1 ELSE guesses
  /\ UnchangedStore
  /\ UNCHANGED <<left, who, delivered, acked, ended>>

(* A code costs a try before it is compared. Otherwise polls at the same   *)
(* time compare more codes than the limit.                                 *)
PollCount(slot) ==
  /\ IsPoll(slot, "count")
  /\ Write(slot,
       /\ Login.status = "CONFIRMED"
       /\ On("count-is-guarded") => Login.misses < MissLimit,
       [Login EXCEPT !.misses = @ + 1])

PollCompare(slot) ==
  LET request == requests[slot] IN
  /\ IsPoll(slot, "count")
  /\ Answered(slot)
  /\ IF request.won
     THEN /\ guesses' = guesses + 1
          /\ Goto(slot, IF request.code = request.seen.hash THEN Compared ELSE "limit")
     ELSE Done(slot) /\ UNCHANGED guesses
  /\ UnchangedStore
  /\ UNCHANGED <<left, who, delivered, acked, ended>>

(* Without "count-before-comparison", "miss" counts after the comparison.  *)
PollMiss(slot) ==
  \/ /\ IsPoll(slot, "limit")
     /\ Write(slot, Login.status = "CONFIRMED" /\ Login.misses >= MissLimit,
              [Login EXCEPT !.status = "REJECTED", !.hash = NoCode])
  \/ /\ IsPoll(slot, "miss")
     /\ Write(slot, Login.status = "CONFIRMED",
              [Login EXCEPT
                !.misses = @ + 1,
                !.status = IF Login.misses + 1 >= MissLimit THEN "REJECTED" ELSE @])

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

(* The end of a poll that collects nothing                                 *)
PollRefused(slot) ==
  /\ \E at \in {"limit", "miss", "outdated"} : IsPoll(slot, at)
  /\ Answered(slot)
  /\ Done(slot)
  /\ UnchangedStore
  /\ UnchangedHistory

IsHashAsSeen(request) ==
  Login.hash = IF request.seen.hash = NoCode THEN NoCode ELSE request.code

IsSaltAsSeen(request) == Login.salt = request.seen.salt

(* The credential is derived from the login that the poll read.            *)
PollCollect(slot) ==
  LET request == requests[slot] IN
  /\ IsPoll(slot, "collect")
  /\ Write(slot,
       /\ On("collect-guards-confirmed") => Login.status = "CONFIRMED"
       /\ ~On("collect-guards-confirmed") => Login.status /= "PENDING"
       /\ Login.kind = request.seen.kind
       /\ ~IsOld(slot) /\ On("collect-guards-hash") /\ On("poll-needs-code")
            => IsHashAsSeen(request)
       /\ On("collect-guards-salt") => IsSaltAsSeen(request),
       [Login EXCEPT !.status = "COLLECTED", !.token = request.seen.salt])

PollRedeliver(slot) ==
  LET request == requests[slot] IN
  /\ IsPoll(slot, "redeliver")
  /\ Write(slot,
       /\ Login.status = "COLLECTED"
       /\ ~IsOld(slot) /\ On("redeliver-needs-code") => IsHashAsSeen(request),
       Login)

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
  /\ UNCHANGED <<left, who, acked, ended, guesses>>

Poll(slot) ==
  \/ \E code \in (IF Proof = "off" THEN {NoCode} ELSE Codes) :
       BeginPoll(slot, "poll", code)
  \/ BeginPoll(slot, "oldPoll", NoCode)
  \/ PollFind(slot)
  \/ PollCount(slot)
  \/ PollCompare(slot)
  \/ PollMiss(slot)
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
  /\ guesses' = 0
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

Symmetry == Permutations(Slots)

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
  Proof = "required" => \A d \in delivered :
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

FewGuesses == guesses <= MissLimit

=============================================================================
