package org.pinacotheca.persistence.jdbi.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;
import org.pinacotheca.application.spi.AccessStore;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.access.Unlock;
import org.pinacotheca.domain.access.WrongPinAttempt;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PlanDuration;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;

/** The offers and purchases of one transaction. */
final class JdbiAccessStore implements AccessStore {
  private static final String SUBSCRIPTIONS =
      "SELECT viewer_id, owner_id, plan_id, begun, ends, month_day FROM subscription WHERE ";

  private static final RowMapper<PricePlan> PLAN =
      (row, context) ->
          new PricePlan(
              new PricePlanId(row.getInt(2)),
              new UserId(row.getInt(1)),
              PlanDuration.ofId(row.getInt(3)).orElseThrow(),
              new Price(new Credits(row.getLong(4))));

  static final RowMapper<Subscription> SUBSCRIPTION = (row, context) -> subscription(row);

  static final RowMapper<Unlock> UNLOCK =
      (row, context) ->
          new Unlock(
              new UserId(row.getInt(1)),
              new UserId(row.getInt(2)),
              new AlbumId(row.getInt(3)),
              Columns.instant(row, 4),
              row.getBoolean(5));

  private final JdbiSession session;

  JdbiAccessStore(JdbiSession session) {
    this.session = session;
  }

  private static Subscription subscription(ResultSet row) throws SQLException {
    Subscription counted =
        new Subscription(
            new UserId(row.getInt(1)),
            new UserId(row.getInt(2)),
            new PricePlanId(row.getInt(3)),
            Columns.instant(row, 4),
            Columns.instant(row, 5));
    return Columns.optionalInt(row, 6).map(counted::countedTo).orElse(counted);
  }

  @Override
  public PricePlanId nextPlanId() {
    return new PricePlanId(session.nextIds("price_plan_id_sequence", 1).getFirst());
  }

  @Override
  public List<PricePlan> plans(UserId owner) {
    return session
        .query(
            """
            SELECT owner_id, plan_id, duration, price FROM price_plan
            WHERE owner_id = :owner AND offered = TRUE
            ORDER BY duration, plan_id
            """)
        .bind("owner", owner.value())
        .map(PLAN)
        .list();
  }

  @Override
  public void replacePlans(UserId owner, List<PricePlan> plans) {
    session
        .update("UPDATE price_plan SET offered = FALSE WHERE owner_id = :owner AND offered = TRUE")
        .bind("owner", owner.value())
        .execute();
    plans.forEach(this::offer);
  }

  private void offer(PricePlan plan) {
    int known =
        write(
            plan,
            """
            UPDATE price_plan SET duration = :duration, price = :price, offered = TRUE
            WHERE owner_id = :owner AND plan_id = :plan
            """);
    if (known == 0) {
      write(
          plan,
          """
          INSERT INTO price_plan (owner_id, plan_id, duration, price, offered)
          VALUES (:owner, :plan, :duration, :price, TRUE)
          """);
    }
  }

  private int write(PricePlan plan, String sql) {
    return session
        .update(sql)
        .bind("owner", plan.owner().value())
        .bind("plan", plan.id().value())
        .bind("duration", plan.duration().id())
        .bind("price", plan.price().amount().hundredths())
        .execute();
  }

  @Override
  public Optional<Subscription> subscription(UserId viewer, UserId owner) {
    return session
        .query(SUBSCRIPTIONS + "owner_id = :owner AND viewer_id = :viewer")
        .bind("owner", owner.value())
        .bind("viewer", viewer.value())
        .map(SUBSCRIPTION)
        .findOne();
  }

  @Override
  public Page<Subscription> subscriptionsOf(UserId viewer, PageRequest page) {
    return subscriptions("viewer_id", viewer, "owner_id", page);
  }

  @Override
  public Page<Subscription> subscribersOf(UserId owner, PageRequest page) {
    return subscriptions("owner_id", owner, "viewer_id", page);
  }

  private Page<Subscription> subscriptions(
      String side, UserId member, String otherSide, PageRequest page) {
    long total =
        session
            .query("SELECT COUNT(*) FROM subscription WHERE " + side + " = :member")
            .bind("member", member.value())
            .mapTo(long.class)
            .one();
    List<Subscription> subscriptions =
        session
            .query(
                SUBSCRIPTIONS
                    + side
                    + " = :member ORDER BY "
                    + otherSide
                    + " LIMIT :limit OFFSET :offset")
            .bind("member", member.value())
            .bind("limit", page.size())
            .bind("offset", page.offset())
            .map(SUBSCRIPTION)
            .list();
    return new Page<>(subscriptions, page, total);
  }

  @Override
  public void put(Subscription subscription) {
    int known =
        write(
            subscription,
            """
            UPDATE subscription SET plan_id = :plan, begun = :begun, ends = :ends, month_day = :day
            WHERE owner_id = :owner AND viewer_id = :viewer
            """);
    if (known == 0) {
      write(
          subscription,
          """
          INSERT INTO subscription (owner_id, viewer_id, plan_id, begun, ends, month_day)
          VALUES (:owner, :viewer, :plan, :begun, :ends, :day)
          """);
    }
  }

  private int write(Subscription subscription, String sql) {
    return session
        .update(sql)
        .bind("owner", subscription.owner().value())
        .bind("viewer", subscription.viewer().value())
        .bind("plan", subscription.plan().value())
        .bind("begun", Columns.instant(subscription.since()))
        .bind("ends", Columns.instant(subscription.until()))
        .bind("day", subscription.monthDay())
        .execute();
  }

  @Override
  public void removeSubscription(UserId viewer, UserId owner) {
    session
        .update("DELETE FROM subscription WHERE owner_id = :owner AND viewer_id = :viewer")
        .bind("owner", owner.value())
        .bind("viewer", viewer.value())
        .execute();
  }

  @Override
  public Optional<Unlock> unlock(UserId viewer, AlbumId album) {
    return session
        .query(
            """
            SELECT viewer_id, owner_id, album_id, begun, free FROM album_unlock
            WHERE viewer_id = :viewer AND album_id = :album
            """)
        .bind("viewer", viewer.value())
        .bind("album", album.value())
        .map(UNLOCK)
        .findOne();
  }

  @Override
  public Set<AlbumId> unlocked(UserId viewer, UserId owner) {
    List<AlbumId> albums =
        session
            .query(
                "SELECT album_id FROM album_unlock WHERE viewer_id = :viewer AND owner_id = :owner")
            .bind("viewer", viewer.value())
            .bind("owner", owner.value())
            .map((row, context) -> new AlbumId(row.getInt(1)))
            .list();
    return new HashSet<>(albums);
  }

  @Override
  public void add(Unlock unlock) {
    session
        .update(
            """
            INSERT INTO album_unlock (owner_id, album_id, viewer_id, begun, free)
            VALUES (:owner, :album, :viewer, :begun, :free)
            """)
        .bind("owner", unlock.owner().value())
        .bind("album", unlock.album().value())
        .bind("viewer", unlock.viewer().value())
        .bind("begun", Columns.instant(unlock.since()))
        .bind("free", unlock.free())
        .execute();
  }

  @Override
  public void removeUnlock(UserId viewer, AlbumId album) {
    session
        .update("DELETE FROM album_unlock WHERE viewer_id = :viewer AND album_id = :album")
        .bind("viewer", viewer.value())
        .bind("album", album.value())
        .execute();
  }

  @Override
  public void addWrongPin(UserId viewer, AlbumId album, WrongPinAttempt attempt) {
    session
        .update(
            """
            INSERT INTO wrong_pin (album_id, viewer_id, given, locks)
            VALUES (:album, :viewer, :given, :locks)
            """)
        .bind("album", album.value())
        .bind("viewer", viewer.value())
        .bind("given", Columns.instant(attempt.at()))
        .bind("locks", attempt.locks())
        .execute();
  }

  @Override
  public List<WrongPinAttempt> wrongPins(UserId viewer, AlbumId album, Instant end, int limit) {
    return session
        .query(
            """
            SELECT given, locks FROM wrong_pin
            WHERE album_id = :album AND viewer_id = :viewer AND given < :end
            ORDER BY given DESC, wrong_pin_id DESC LIMIT :limit
            """)
        .bind("album", album.value())
        .bind("viewer", viewer.value())
        .bind("end", Columns.instant(end))
        .bind("limit", limit)
        .map((row, context) -> new WrongPinAttempt(Columns.instant(row, 1), row.getInt(2)))
        .list();
  }

  @Override
  public Optional<Instant> wrongPin(AlbumId album, Instant end, int nth) {
    return session
        .query(
            """
            SELECT given FROM wrong_pin WHERE album_id = :album AND given < :end
            ORDER BY given DESC LIMIT 1 OFFSET :later
            """)
        .bind("album", album.value())
        .bind("end", Columns.instant(end))
        .bind("later", nth - 1)
        .map((row, context) -> Columns.instant(row, 1))
        .findOne();
  }

  @Override
  public void removeWrongPins(UserId viewer, AlbumId album, Instant before) {
    session
        .update(
            """
            DELETE FROM wrong_pin
            WHERE album_id = :album AND viewer_id = :viewer AND given < :before
            """)
        .bind("album", album.value())
        .bind("viewer", viewer.value())
        .bind("before", Columns.instant(before))
        .execute();
  }
}
