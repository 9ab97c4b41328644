"""Addresses that providers know, the same in every language."""

from django.urls import path

from portal.accounts import oidc

urlpatterns = [
    path("<slug:provider_id>/login/", oidc.login, name="openid_connect_login"),
    path("<slug:provider_id>/login/callback/", oidc.callback, name="openid_connect_callback"),
]
