/**
 * A seeded simulator of hosts in three regions: what they report, what goes wrong with the reports
 * and which incidents are the truth. It has a virtual clock of its own and no other input than its
 * seed, so the same seed gives the same bytes.
 */
package dev.reeve.control.demo.fleet;
