package org.pinacotheca.application.api.selling;

import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.identity.Member;

/**
 * A subscription with its other side: the owner when a viewer reads, the viewer when an owner
 * reads.
 */
public record NamedSubscription(Subscription subscription, Member other, boolean isOn) {}
