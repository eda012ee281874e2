package org.pinacotheca.application.api.selling;

import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.identity.Member;

/**
 * A subscription with its other side, who is the owner for a viewer's own and the viewer for an
 * owner's.
 */
public record NamedSubscription(Subscription subscription, Member other, boolean isOn) {}
