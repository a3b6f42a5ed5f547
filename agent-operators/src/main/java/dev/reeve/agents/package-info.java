/** Agents: what they are given, what they propose, and how a release declares them. */
package dev.reeve.agents;
