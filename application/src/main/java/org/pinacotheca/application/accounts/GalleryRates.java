package org.pinacotheca.application.accounts;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.pinacotheca.application.RateSettings;
import org.pinacotheca.application.api.accounts.RateLimits;
import org.pinacotheca.application.cache.LruCache;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.ClientNetwork;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.rate.RateWindow;

/** Rate limits over windows of one minute by the clock. Thread-safe. */
public final class GalleryRates implements RateLimits {
  private static final int ADDRESSES_MAX = 50_000;

  private final UnitOfWork work;
  private final RateSettings settings;
  private final LruCache<ClientNetwork, WindowCount> arrivals =
      new LruCache<>(ADDRESSES_MAX, _ -> 1);
  private final LruCache<ClientNetwork, WindowCount> fetches =
      new LruCache<>(ADDRESSES_MAX, _ -> 1);
  private final LruCache<ClientNetwork, WindowCount> failures =
      new LruCache<>(ADDRESSES_MAX, _ -> 1);
  private final RateLeases leases;

  public GalleryRates(UnitOfWork work, RateSettings settings) {
    this.work = work;
    this.settings = settings;
    this.leases = new RateLeases(work);
  }

  @Override
  public Optional<RateExceeded> arrived(InetAddress from) {
    return counted(from, arrivals, settings.address());
  }

  @Override
  public Optional<RateExceeded> fetched(InetAddress from) {
    return counted(from, fetches, settings.media());
  }

  private Optional<RateExceeded> counted(
      InetAddress from, LruCache<ClientNetwork, WindowCount> counts, int most) {
    if (most == 0 && settings.failures() == 0) {
      return Optional.empty();
    }
    Instant now = work.now();
    RateWindow window = RateWindow.of(now);
    ClientNetwork network = ClientNetwork.of(from);
    boolean failedTooOften =
        failures.find(network).filter(count -> count.of(window) >= settings.failures()).isPresent();
    boolean within = most == 0 || counts.find(network, WindowCount::new).add(window, most);
    return failedTooOften || !within ? exceeded(now) : Optional.empty();
  }

  @Override
  public void failed(InetAddress from) {
    if (settings.failures() > 0) {
      failures
          .find(ClientNetwork.of(from), WindowCount::new)
          .add(RateWindow.of(work.now()), settings.failures());
    }
  }

  @Override
  public Optional<RateExceeded> called(ApiKey application, Optional<UserId> member) {
    if (settings.application() == 0 && settings.member() == 0) {
      return Optional.empty();
    }
    Instant now = work.now();
    RateWindow window = RateWindow.of(now);
    boolean within =
        isWithin("application " + application.value(), window, settings.application())
            && (member.isEmpty() || isWithin(subject(member.get()), window, settings.member()));
    return within ? Optional.empty() : exceeded(now);
  }

  /** The key under which a member's windows are stored. */
  public static String subject(UserId member) {
    return "member " + member.value();
  }

  private boolean isWithin(String subject, RateWindow window, int most) {
    return most == 0 || leases.take(subject, window, most);
  }

  private static Optional<RateExceeded> exceeded(Instant now) {
    return Optional.of(new RateExceeded(RateWindow.of(now).left(now)));
  }

  /** Counts the requests of one window at a time. */
  private static final class WindowCount {
    private Optional<RateWindow> window = Optional.empty();
    private int count;

    synchronized int of(RateWindow current) {
      return window.filter(current::equals).isPresent() ? count : 0;
    }

    /** Counts one more request, unless the limit was reached. */
    synchronized boolean add(RateWindow current, int most) {
      if (window.filter(current::equals).isEmpty()) {
        window = Optional.of(current);
        count = 0;
      }
      if (count >= most) {
        return false;
      }
      count++;
      return true;
    }
  }
}
