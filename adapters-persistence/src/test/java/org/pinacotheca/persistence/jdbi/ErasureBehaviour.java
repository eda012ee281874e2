package org.pinacotheca.persistence.jdbi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.AddPictures;
import org.pinacotheca.application.api.AlbumChoice;
import org.pinacotheca.application.api.ApproveLogin;
import org.pinacotheca.application.api.CreateAlbum;
import org.pinacotheca.application.api.CreditAccounts.GrantCredits;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.EraseMember;
import org.pinacotheca.application.api.Finding;
import org.pinacotheca.application.api.FindingKind;
import org.pinacotheca.application.api.Grants;
import org.pinacotheca.application.api.Inspection;
import org.pinacotheca.application.api.NewPicture;
import org.pinacotheca.application.api.PlanDraft;
import org.pinacotheca.application.api.Registration;
import org.pinacotheca.application.api.Registrations;
import org.pinacotheca.application.api.RequestLogin;
import org.pinacotheca.application.api.Retries;
import org.pinacotheca.application.api.Subscribe;
import org.pinacotheca.application.api.Tokens;
import org.pinacotheca.application.api.UnlockAlbum;
import org.pinacotheca.application.api.UpdatePricePlans;
import org.pinacotheca.application.api.UploadPhoto;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.client.Caller;
import org.pinacotheca.domain.client.Scope;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.member.Nickname;
import org.pinacotheca.domain.member.UserId;
import org.pinacotheca.testkit.Program;
import org.pinacotheca.testkit.Role;
import org.pinacotheca.testkit.SamplePictures;

/** A member who did everything once is erased from a whole installation. */
abstract class ErasureBehaviour extends InspectedInstallation {
  static final String MARK = "Quibblewick";
  private static final String PIN = "a1B2";
  private static final String WRONG = "zzzz";

  /** Where his number may stand afterwards. */
  private static final Set<String> PSEUDONYMOUS =
      Set.of(
          "erased_member.member_id",
          "audit_entry.actor_id",
          "audit_entry.subject_id",
          "credit_account.account_id",
          "ledger_entry.account_id",
          "ledger_transfer.payer_id",
          "ledger_transfer.receiver_id",
          "ledger_transfer.actor_id");

  /** Numbers of something else. */
  private static final Set<String> OTHER_NUMBERS =
      Set.of(
          "album_id", "picture_id", "cover_id", "plan_id", "group_id", "entry_id", "wrong_pin_id");

  private Gallery gallery() {
    return world().gallery;
  }

  @Test
  void nothingOfHimIsLeftButHisNumberInTheBooks() throws SQLException, IOException {
    Set<Path> filesBefore = regularFiles(files());
    UserId member = memberWhoDidEverything();
    Contents before = contents(member);
    assertThat(before.marked()).as("what is there is seen").hasSizeGreaterThan(7);
    assertThat(before.numbered()).hasSizeGreaterThan(PSEUDONYMOUS.size() + 8);
    assertThat(regularFiles(files())).hasSizeGreaterThan(filesBefore.size());
    assertThat(gallery().erasures().erase(new EraseMember(member)))
        .isEqualTo(new EraseMember.Erased());
    Contents after = contents(member);
    assertThat(after.marked()).isEmpty();
    assertThat(PSEUDONYMOUS).containsAll(after.numbered());
    assertThat(regularFiles(files())).isEqualTo(filesBefore);
    assertSound();
    assertThat(gallery().erasures().erase(new EraseMember(member)))
        .as("again")
        .isEqualTo(new EraseMember.Erased());
  }

  @Test
  void anErasureThatIsNotNotedIsFound() throws SQLException {
    UserId member = member("Short");
    grant(member, "short");
    assertThat(gallery().erasures().erase(new EraseMember(member)))
        .isEqualTo(new EraseMember.Erased());
    String where = " WHERE member_id = " + member.value();
    database().execute("UPDATE erased_member SET member_id = 2000000" + where);
    try {
      assertThat(inspect()).extracting(Finding::kind).containsOnly(FindingKind.ERASURE_UNFOUNDED);
    } finally {
      database()
          .execute(
              "UPDATE erased_member SET member_id = "
                  + member.value()
                  + " WHERE member_id = 2000000");
    }
    assertSound();
  }

  @Test
  void whatHeAndOthersDoAtTheSameTimeDoesNotBringHimBack() throws Exception {
    Set<Path> filesBefore = regularFiles(files());
    for (int round = 0; round < 3; round++) {
      UserId member = member(MARK);
      grant(member, "race-" + round);
      Caller his = caller(member);
      AlbumId album = album(his, MARK);
      PricePlan plan = plan(his);
      Tokens.TokenPair tokens = tokens(member);
      AtomicBoolean over = new AtomicBoolean();
      try (ExecutorService threads = Executors.newCachedThreadPool()) {
        List<Future<?>> working = new ArrayList<>();
        working.add(threads.submit(() -> until(over, () -> upload(his, Optional.of(album)))));
        working.add(threads.submit(() -> until(over, () -> upload(his, Optional.empty()))));
        working.add(threads.submit(() -> until(over, () -> sell(member, album, plan))));
        working.add(threads.submit(() -> until(over, () -> enroll(member))));
        working.add(threads.submit(() -> keepRefreshing(over, tokens)));
        try {
          assertThat(gallery().erasures().erase(new EraseMember(member)))
              .isEqualTo(new EraseMember.Erased());
          // Everybody has gone on behind the erasure at least once when he ends.
          assertThat(upload(his, Optional.empty())).isEqualTo(new Denied(new Denial.MemberGone()));
        } finally {
          over.set(true);
        }
        for (Future<?> work : working) {
          work.get(60, TimeUnit.SECONDS);
        }
      }
      Contents after = contents(member);
      assertThat(after.marked()).isEmpty();
      assertThat(PSEUDONYMOUS).containsAll(after.numbered());
      assertThat(gallery().tokens().identify(tokens.accessToken())).isEmpty();
    }
    assertThat(regularFiles(files())).isEqualTo(filesBefore);
    assertSound();
  }

  private static Object until(AtomicBoolean over, Callable<?> work) throws Exception {
    Object last = "";
    while (!over.get()) {
      last = work.call();
    }
    return last;
  }

  private AddPictures.Outcome upload(Caller his, Optional<AlbumId> album) {
    NewPicture picture =
        new NewPicture(Optional.of(MARK), Optional.empty(), SamplePictures.SMALL_PNG);
    return gallery().pictures().add(his, new AddPictures(album, List.of(picture)));
  }

  /** Of the seller and of the buyer one is erased. */
  private Object sell(UserId member, AlbumId album, PricePlan plan) {
    Caller ben = world().world.caller(Role.BEN);
    grant(ben.actor(), "for-" + System.nanoTime());
    gallery().unlocks().unlock(ben, new UnlockAlbum(Optional.of(album), Optional.of(WRONG)));
    gallery().unlocks().unlock(ben, new UnlockAlbum(Optional.of(album), Optional.of(PIN)));
    gallery()
        .subscriptions()
        .subscribe(
            caller(member),
            new Subscribe(Optional.of(world().world.member(Role.ANNA)), Optional.of(world().plan)));
    return gallery()
        .subscriptions()
        .subscribe(ben, new Subscribe(Optional.of(member), Optional.of(plan.id())));
  }

  /** The operator does not know yet. */
  private Object enroll(UserId member) {
    grant(member, "late-" + System.nanoTime());
    gallery()
        .registrations()
        .addGroup(new Registrations.NewGroup(Optional.empty(), MARK, member, Set.of()));
    gallery().grants().openSession(session(member));
    return gallery().grants().issueToken(token(member));
  }

  private Object keepRefreshing(AtomicBoolean over, Tokens.TokenPair first) {
    String refreshToken = first.refreshToken();
    var application = world().world.application(Program.TRUSTED);
    while (!over.get()) {
      Tokens.Refreshed refreshed =
          gallery()
              .tokens()
              .refresh(
                  new Tokens.RefreshTokens(
                      application.key().value(), application.secret().value(), refreshToken));
      if (refreshed instanceof Tokens.Refreshed.Issued(Tokens.TokenPair next)) {
        refreshToken = next.refreshToken();
      }
    }
    return refreshToken;
  }

  /** A member with at least one row in every table that can have one. */
  final UserId memberWhoDidEverything() {
    UserId member = member(MARK);
    Caller his = caller(member);
    UserId manager = member("Manager");
    registered(
        gallery()
            .registrations()
            .addGroup(
                new Registrations.NewGroup(
                    Optional.empty(), "Of a manager", manager, Set.of(member))));
    grant(member, MARK);
    AlbumId album = album(his, MARK);
    assertThat(upload(his, Optional.of(album))).isInstanceOf(AddPictures.Added.class);
    assertThat(
            gallery()
                .pictures()
                .upload(
                    Caller.of(
                        member,
                        world().world.application(Program.NEWCOMER).key(),
                        Set.of(Scope.values())),
                    new UploadPhoto(
                        new AlbumChoice.ApplicationDefault(),
                        Optional.of(MARK),
                        SamplePictures.MIDDLE_JPEG)))
        .isInstanceOf(UploadPhoto.Uploaded.class);
    sell(member, album, plan(his));
    gallery()
        .unlocks()
        .unlock(his, new UnlockAlbum(Optional.of(world().album), Optional.of(WRONG)));
    registered(gallery().grants().openSession(session(member)));
    tokens(member);
    approveLogin(his);
    createOnce(his, "his");
    createOnce(caller(manager).actingFor(member), "for him");
    return member;
  }

  private void approveLogin(Caller his) {
    RequestLogin request = new RequestLogin(his.application(), Optional.empty(), Optional.empty());
    if (gallery().logins().request(request) instanceof RequestLogin.Requested(var token)) {
      assertThat(gallery().logins().approve(his, new ApproveLogin(Optional.of(token))))
          .isEqualTo(new ApproveLogin.Approved());
    }
  }

  private void createOnce(Caller caller, String key) {
    CreateAlbum command = new CreateAlbum(draft(MARK));
    gallery()
        .retries()
        .<CreateAlbum.Outcome>once(
            caller,
            new Retries.RetryKey(key.replace(' ', '-'), "0".repeat(64)),
            commands -> commands.albums().create(caller, command),
            outcome -> MARK.getBytes(ISO_8859_1));
  }

  private UserId member(String nickname) {
    return registered(
            gallery()
                .registrations()
                .addMember(
                    new Registrations.NewMember(
                        Optional.empty(), new Nickname(nickname), Optional.empty())))
        .id();
  }

  private Caller caller(UserId member) {
    return Caller.of(
        member, world().world.application(Program.TRUSTED).key(), Set.of(Scope.values()));
  }

  private void grant(UserId member, String reference) {
    gallery().creditAccounts().grant(new GrantCredits(member, new Credits(100_00), reference));
  }

  private static AlbumDraft draft(String name) {
    return new AlbumDraft(
        Optional.of(name),
        Optional.of(name),
        Optional.of(name),
        Optional.of(PIN),
        Optional.of(new BigDecimal("2.50")));
  }

  private AlbumId album(Caller owner, String name) {
    if (gallery().albums().create(owner, new CreateAlbum(draft(name)))
        instanceof CreateAlbum.Created(var view)) {
      return view.album().id();
    }
    throw new AssertionError("no album was created");
  }

  private PricePlan plan(Caller owner) {
    PlanDraft draft =
        new PlanDraft(Optional.empty(), OptionalInt.of(3), Optional.of(new BigDecimal("10.00")));
    if (gallery().subscriptions().updatePlans(owner, new UpdatePricePlans(List.of(draft)))
        instanceof UpdatePricePlans.Updated(var plans)) {
      return plans.getFirst();
    }
    throw new AssertionError("no plan was offered");
  }

  private Grants.OpenSession session(UserId member) {
    return new Grants.OpenSession(
        member,
        world().world.application(Program.TRUSTED).key(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Grants.IssueToken token(UserId member) {
    return new Grants.IssueToken(
        member, world().world.application(Program.TRUSTED).key(), Set.of(), Optional.empty());
  }

  private Tokens.TokenPair tokens(UserId member) {
    return registered(gallery().grants().issueToken(token(member)));
  }

  private static <T> T registered(Registration<T> registration) {
    if (registration instanceof Registration.Registered<T>(T value)) {
      return value;
    }
    throw new AssertionError("not registered: " + registration);
  }

  private void assertSound() {
    assertThat(inspect()).isEmpty();
  }

  private List<Finding> inspect() {
    List<Finding> findings = new ArrayList<>();
    gallery()
        .inspection()
        .inspect(
            new Inspection.Order(false, 100),
            new Inspection.Observer() {
              @Override
              public void found(Finding finding) {
                findings.add(finding);
              }

              @Override
              public void reached(Inspection.Part part, long count) {}
            });
    return findings;
  }

  /**
   * Where a member stands in the database.
   *
   * @param marked columns with his texts
   * @param numbered columns with his number
   */
  private record Contents(Set<String> marked, Set<String> numbered) {}

  /** Reads every column of every table there is, so that a later one cannot be forgotten here. */
  private Contents contents(UserId member) throws SQLException {
    Contents contents = new Contents(new TreeSet<>(), new TreeSet<>());
    try (Connection connection = database().connect();
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          connection
              .getMetaData()
              .getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
        while (rows.next()) {
          tables.add(rows.getString("TABLE_NAME"));
        }
      }
      assertThat(tables).hasSizeGreaterThan(20);
      for (String table : tables) {
        try (ResultSet rows = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
          while (rows.next()) {
            look(rows, table, member, contents);
          }
        }
      }
    }
    return contents;
  }

  private static void look(ResultSet row, String table, UserId member, Contents contents)
      throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    for (int index = 1; index <= columns.getColumnCount(); index++) {
      String column = columns.getColumnName(index).toLowerCase(Locale.ROOT);
      String place = table.toLowerCase(Locale.ROOT) + "." + column;
      Object value = row.getObject(index);
      String text =
          value instanceof byte[] bytes ? new String(bytes, ISO_8859_1) : String.valueOf(value);
      if (text.contains(MARK)) {
        contents.marked().add(place);
      }
      if (column.endsWith("_id")
          && !OTHER_NUMBERS.contains(column)
          && text.equals(Integer.toString(member.value()))) {
        contents.numbered().add(place);
      }
      if (column.equals("approved_by") && text.equals(Integer.toString(member.value()))) {
        contents.numbered().add(place);
      }
    }
  }

  private static Set<Path> regularFiles(Path directory) throws IOException {
    return new HashSet<>(
        Directories.below(directory).stream().filter(Files::isRegularFile).toList());
  }
}
